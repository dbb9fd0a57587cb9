"""What tests ran of core/, from the counts that a build with --coverage left: lines and branches of each file, those
with the least of their branches first, and the branches that were not taken, by the reason that stands for them in
tests/uncovered/.

usage: python3 tests/coverage.py BUILD [whole]
whole: all tests ran. Then it fails below 90 percent, and where a branch was not taken and has no reason.
"""
import collections
import glob
import json
import os
import subprocess
import sys
import time

LEAST = 90  # percent
LISTED = "tests/uncovered"  # a file for each folder of core/, and any.tsv, which comes first


def fail(text):
    print("coverage: " + text, file=sys.stderr)
    sys.exit(1)


def read_counts(build):
    """Of each file of core/: {line: [times that each branch was taken]}, and how many of how many lines ran."""
    counted = sorted(glob.glob(build + "/core/**/*.gcda", recursive=True))
    if not counted:
        fail("no test has run in " + build)
    branches, lines = {}, {}
    said = subprocess.run([os.environ.get("GCOV", "gcov"), "-b", "-t", "--json-format"] + counted,
                          stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, check=True, text=True).stdout
    for text in said.splitlines():
        for file in json.loads(text)["files"] if text.startswith("{") else []:
            name = file["file"]
            if not (name.startswith("core/") and name.endswith(".c")):
                continue
            own = branches.setdefault(name, {})
            ran = lines.setdefault(name, {})
            for line in file["lines"]:
                number = line["line_number"]
                ran[number] = ran.get(number, 0) + line["count"]
                # A line may hold branches of several functions, such as a macro's.
                if line["branches"]:
                    own.setdefault(number, []).extend(branch["count"] for branch in line["branches"])
    return branches, lines


def read_reasons():
    """Rows of file, a part of the line, reason. Each stands for lines that there are."""
    rows = []
    for name in sorted(glob.glob(LISTED + "/*.tsv")):
        with open(name, encoding="utf-8") as listed:
            for number, text in enumerate(listed, 1):
                if text.startswith("#"):
                    continue
                cells = text.rstrip("\n").split("\t")
                where = "%s, line %d" % (name, number)
                if len(cells) != 3 or not all(cells):
                    fail(where + ": a file, a part of its line (. for all of them) and a reason")
                rows.append(tuple(cells) + (where,))
    return rows


def is_part(part, line):
    return part == "." or part in line


def match(rows, name, line):
    """The reason of the first row for that line of that file, or None."""
    for file, part, reason, _ in rows:
        if file in ("*", name) and is_part(part, line):
            return reason
    return None


def check_rows(rows, sources):
    for file, part, _, where in rows:
        lines = [line for name in sources if file in ("*", name) for line in sources[name]]
        if not any(is_part(part, line) for line in lines):
            fail("%s: %s has no line with \"%s\" any more" % (where, file, part))


def print_files(branches, lines):
    print("Branches taken        Lines  (in percent)")
    rows = []
    for name, ran in lines.items():
        counts = [count for line in branches[name].values() for count in line]
        taken = sum(1 for count in counts if count)
        rows.append((100 * taken / len(counts) if counts else 100, taken, len(counts),
                     sum(1 for count in ran.values() if count), len(ran), name))
    for share, taken, of, run, of_run, name in sorted(rows):
        print("%5.1f %5d of %5d  %5.1f  %s" % (share, taken, of, 100 * run / of_run, name))
    taken, of, run, of_run = (sum(row[i] for row in rows) for i in range(1, 5))
    print("%5.1f %5d of %5d  %5.1f  all %d files" % (100 * taken / of, taken, of, 100 * run / of_run, len(rows)))
    return taken, of


def print_reasons(branches, sources, rows):
    """How many were not taken for each reason; gives those without one."""
    for_reason, bare = collections.Counter(), []
    for name in sorted(branches):
        for number, counts in sorted(branches[name].items()):
            missed = sum(1 for count in counts if not count)
            if not missed:
                continue
            line = sources[name][number - 1].strip()
            reason = match(rows, name, line)
            if reason:
                for_reason[reason] += missed
            else:
                bare.append((missed, "%s:%d: %s" % (name, number, line)))
    print("\nNot taken, by reason (%s):" % LISTED)
    for reason, missed in for_reason.most_common():
        print("%6d  %s" % (missed, reason))
    print("%6d  without a reason" % sum(missed for missed, _ in bare))
    return bare


def main():
    os.chdir(os.path.dirname(os.path.abspath(__file__)) + "/..")
    build, whole = sys.argv[1], sys.argv[2:] == ["whole"]
    branches, lines = read_counts(build)
    sources = {}
    for name in glob.glob("core/**/*.c", recursive=True):
        with open(name, encoding="utf-8") as source:
            sources[name] = source.read().replace("\t", " ").split("\n")
    rows = read_reasons()
    check_rows(rows, sources)
    taken, of = print_files(branches, lines)
    if not whole:
        return
    bare = print_reasons(branches, sources, rows)
    for _, text in bare:
        print(text)
    with open(build + "/began", encoding="ascii") as began:
        seconds = int(time.time()) - int(began.read())
    with open(os.environ.get("PROOF_TABLE", os.devnull), "a", encoding="utf-8") as table:
        print("coverage", "core", of, taken, seconds, sep="\t", file=table)
    if bare:
        fail("%d branches were not taken and have no reason in %s" % (sum(missed for missed, _ in bare), LISTED))
    if 100 * taken < LEAST * of:
        fail("less than %d %% of the branches were taken" % LEAST)


main()
