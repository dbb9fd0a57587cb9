#!/usr/bin/env python3
"""What merging should make of histories, written down as sets, and held against the library.

A model of core/record/heads and core/merge in another language and by another way: it keeps sets of operations and
works everything out anew, where the library keeps rows and works out what it needs. Random histories of three copies
of a workbook (changes, undo and redo, deletes, merges, a merge taken out again, a copy, an older state put back over
the file) are done in both, and compared. What must hold of the model itself is looked at too.

usage: model.py DRIVER [-n HISTORIES] [-s SEED] [-m MUTANT] [-l STEPS]
A mutant is the model with one rule put wrong: it has to differ from the library, or the histories prove nothing.
"""
import argparse
import itertools
import os
import random
import shutil
import subprocess
import sys
import tempfile

MUTANTS = ("heads", "last", "names", "fields", "undo", "compensate")

STATES = ["open", "working", "review", "closed"]
UNIT = ("done", "evidence", "handled", "verifier", "verified", "status", "round")
# Each place of a kind: how heads of it are shown, and its fields in the order of the declaration.
PLACES = {
    "problem": {"text": ("newest", ("text",)), "owner": ("newest", ("owner",)), "due": ("newest", ("due",)),
                "progress": ("log", ("progress",)), "published": ("earliest", ("published",)),
                "done": ("state", UNIT)},
    "session": {"topic": ("newest", ("topic",)), "should": ("newest", ("should",)),
                "attendance": ("set", ("attendance",)), "present": ("newest", ("present",))},
}
PLACE_OF = {(kind, field): place for kind, places in PLACES.items() for place, (_, fields) in places.items()
            for field in fields}
EXISTENCE = ("root", "delete", "keep", "again", "gone")
PEOPLE = ["%020x" % i for i in (0xa1, 0xb2, 0xc3, 0xd4)]


class Op:
    """An operation. Equal in every copy; nothing of it changes."""

    __slots__ = ("name", "record", "kind", "act", "place", "values", "over", "base", "undone", "seen", "plus", "minus",
                 "change", "alias", "past")

    def __init__(self, change, record, kind, act, place=None, **more):
        self.change, self.record, self.kind, self.act, self.place = change, record, kind, act, place
        self.values, self.over, self.base, self.undone = {}, frozenset(), None, None
        self.seen, self.plus, self.minus, self.name = frozenset(), frozenset(), frozenset(), None
        self.alias = self.past = None
        for key, value in more.items():
            setattr(self, key, value)


def counts(ops):
    """Those that nobody took back."""
    out, taken = set(), set()
    for op in reversed(ops):
        if op not in taken:
            out.add(op)
            if op.undone:
                taken.add(op.undone)
    return out


def older(op):
    """All that it replaced, directly and through others."""
    if op.past is None:
        op.past = set(op.over).union(*(older(one) for one in op.over))
    return op.past


class Copy:
    """A workbook: the operations in it, in an order in which each stands behind what it refers to."""

    def __init__(self, mutant=None):
        self.ops, self.own, self.imports, self.mutant, self.known = [], [], {}, mutant, {}

    def clone(self):
        other = Copy(self.mutant)
        other.ops, other.own = list(self.ops), list(self.own)
        other.imports = {key: set(value) for key, value in self.imports.items()}
        return other

    def add(self, ops):
        self.ops = self.ops + ops
        for op in ops:
            self.known.pop(op.record, None)

    def drop(self, ops):
        self.ops = [op for op in self.ops if op not in ops]
        self.known = {}

    def of(self, record):
        return [op for op in self.ops if op.record == record]

    def at(self, record, place):
        return [op for op in self.of(record) if self.is_at(op, place)]

    def is_at(self, op, place):
        """A record that is made says something of what it is made with."""
        if op.act == "root":
            return any(op.values.get(field) for field in PLACES[op.kind][place][1])
        return op.place == place

    def heads(self, record, place):
        ops = self.at(record, place)
        stand = counts(ops)
        plain = [op for op in ops if op in stand and not op.undone]
        if self.mutant == "heads":  # plain union: whatever counts is a head, unless replaced at first hand
            gone = set(itertools.chain.from_iterable(op.over for op in plain))
        else:
            gone = set(itertools.chain.from_iterable(older(op) for op in plain))
        return [op for op in plain if op not in gone]

    def value(self, op, field):
        while op is not None:
            if field in op.values or op.act == "root":
                return op.values.get(field, "")
            op = op.base
        return ""

    def vector(self, kind, place, op):
        return tuple(self.value(op, field) for field in PLACES[kind][place][1])

    def order(self, op):
        return op.name

    def winner(self, kind, place, heads):
        how = PLACES[kind][place][0]
        if self.mutant == "last":
            how = "newest"
        if how == "state":
            state = lambda op: self.value(op, "status")
            least = min(STATES.index(state(op)) + 1 if state(op) in STATES else 0 for op in heads)
            heads = [op for op in heads
                     if (STATES.index(state(op)) + 1 if state(op) in STATES else 0) == least]
        elif how == "earliest":
            days = [self.value(op, place) for op in heads if self.value(op, place)]
            heads = [op for op in heads if self.value(op, place) == (min(days) if days else "")]
        return max(heads, key=self.order)

    def members(self, record, kind):
        ops = self.at(record, "attendance")
        stand = counts(ops)
        plain = [op for op in ops if op in stand and not op.undone]
        shown, contested = set(), False
        for person in PEOPLE:
            touching = [op for op in plain if person in op.plus or person in op.minus]
            gone = set(itertools.chain.from_iterable(older(op) for op in touching))
            tops = [op for op in touching if op not in gone]
            adds = [op for op in tops if person in op.plus]
            if adds:
                shown.add(person)
            contested = contested or 0 < len(adds) < len(tops)
        return shown, contested

    def show(self, record, kind):
        """What is shown of the record, and what waits: (fields or None, set of rivals)."""
        if record not in self.known:
            self.known[record] = self.work_out(record, kind)
        return self.known[record]

    def work_out(self, record, kind):
        mine = self.of(record)
        exist = [op for op in mine if op.act in EXISTENCE]
        stand = counts([op for op in exist])
        plain = [op for op in exist if op in stand and not op.undone]
        gone = set(itertools.chain.from_iterable(older(op) for op in plain if op.act != "root"))
        tops = [op for op in plain if op not in gone]
        makes = [op for op in tops if op.act in ("root", "keep")]
        deletes = [op for op in tops if op.act == "delete"]
        rivals = set()
        if not exist or not (makes or deletes):
            return None, rivals
        if not makes:
            seen = set(itertools.chain.from_iterable(op.seen for op in deletes))
            unseen = [op for place in PLACES[kind] for op in self.heads(record, place) if op not in seen]
            if self.mutant == "fields":
                unseen = []
            if not unseen:
                return None, rivals
            rivals.add(("!",))
        fields = {}
        for place, (how, names) in PLACES[kind].items():
            heads = self.heads(record, place)
            if not heads:
                continue
            win = self.winner(kind, place, heads)
            if how == "set":
                shown, contested = self.members(record, kind)
                fields[place] = " ".join(sorted(shown))
                if contested:
                    rivals.add((place,))
                continue
            for name in names:
                fields[name] = self.value(win, name)
            said = {self.vector(kind, place, op) for op in heads}
            if len(said) > 1 and how in ("newest", "state"):
                first = self.vector(kind, place, win)
                rivals.add((place, "|".join(first)) + tuple(sorted("|".join(one) for one in said if one != first)))
        if fields.get("attendance"):
            fields["present"] = str(len(fields["attendance"].split()))
            rivals = {one for one in rivals if one[0] != "present"}
        return {name: value for name, value in fields.items() if value}, rivals

    # What people do.
    def edit(self, change, record, kind, values):
        made, before = [], self.show(record, kind)[0] or {}
        for place in sorted({PLACE_OF[kind, field] for field in values}):
            heads = self.heads(record, place)
            part = {field: value for field, value in values.items() if PLACE_OF[kind, field] == place}
            op = Op(change, record, kind, "edit", place, values=part, over=frozenset(heads),
                    base=self.winner(kind, place, heads) if heads else None)
            if place == "attendance":
                was, now = set(before.get(place, "").split()), set(part[place].split())
                op.plus, op.minus = frozenset(now if len(heads) > 1 else now - was), frozenset(was - now)
            made.append(op)
        self.add(made)
        return made

    def delete(self, change, record, kind):
        op = self.deleting(change, record, kind)
        self.add([op])
        return [op]

    def keep(self, change, record, kind):
        op = Op(change, record, kind, "keep", "!", over=frozenset(self.existence(record)))
        self.add([op])
        return [op]

    def existence(self, record):
        exist = [op for op in self.of(record) if op.act in EXISTENCE]
        stand = counts(exist)
        plain = [op for op in exist if op in stand and not op.undone]
        gone = set(itertools.chain.from_iterable(older(op) for op in plain if op.act != "root"))
        return [op for op in plain if op not in gone]

    def mixed(self, record):
        return any(op.record == record for ops in self.imports.values() for op in ops)

    def stands(self, change):
        """Nobody took it back, here or elsewhere."""
        return not any(op.change.undoes is change for op in self.ops)

    def to_undo(self):
        for change in reversed(self.own):
            if (change.undoes is None or change.redo) and self.stands(change):
                return change
        return None

    def to_redo(self):
        for change in reversed(self.own):
            if change.undoes is None:
                return None
            if not change.redo and self.stands(change):
                return change
        return None

    def take_back(self, change, target):
        """The operations that take those of target back; None where another copy's stand on them."""
        begun, made = list(self.ops), []
        for op in reversed(target.ops):
            one = self.take_one_back(change, op)
            if one is None:
                self.ops, self.known = begun, {}
                return None
            self.add(one)
            made += one
        return made

    def take_one_back(self, change, op):
        shown = self.show(op.record, op.kind)[0] is not None
        if op.act == "root":
            if shown and self.mixed(op.record):
                return None
            return [self.deleting(change, op.record, op.kind)] if shown else []
        if not shown and (op.place != "!" or op.act == "again"):
            return []
        mine = [one for one in self.of(op.record) if one.place == op.place or one.act == "root"]
        stand = counts(mine)
        if op not in stand:
            return []
        if not op.undone and op in self.replaced(mine):
            return None
        if self.mutant == "undo" and not op.undone:  # writes the one value that was there
            if op.place == "!":
                return [Op(change, op.record, op.kind, "keep", "!", over=frozenset([op]))]
            base = op.base
            values = {name: self.value(base, name) for name in op.values}
            return [Op(change, op.record, op.kind, "edit", op.place, over=frozenset([op]), base=base, plus=op.minus,
                       minus=op.plus, values=values)]
        act = "undo" if op.place != "!" else "gone" if op.act == "again" else "again"
        return [Op(change, op.record, op.kind, act, op.place, undone=op)]

    def replaced(self, ops):
        stand = counts(ops)
        return set(itertools.chain.from_iterable(older(op) for op in ops if op in stand and not op.undone))

    def deleting(self, change, record, kind):
        return Op(change, record, kind, "delete", "!", over=frozenset(self.existence(record)),
                  seen=frozenset(op for op in self.of(record) if op.place != "!"))


def name_ops(made, run, seq, clock):
    """Two heads of one place are of two changes: what they are called within theirs does not matter."""
    for op in made:
        op.name = (int(clock), run, int(seq))


class Change:
    """What people do in one step."""

    def __init__(self, undoes=None, redo=False):
        self.ops, self.undoes, self.redo = [], undoes, redo


class Library:
    """The program under test."""

    def __init__(self, driver, folder):
        self.process = subprocess.Popen([driver], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
        self.folder = folder

    def ask(self, *words):
        self.process.stdin.write("\t".join(str(word) for word in words) + "\n")
        self.process.stdin.flush()
        line = self.process.stdout.readline().rstrip("\n")
        if not line or line.startswith("fatal"):
            raise Differs("the library: %s at %s" % (line or "it ended", " ".join(map(str, words))))
        return line.split("\t")

    def dump(self, book, record, kind):
        row = self.ask("dump", book, kind, record)
        rivals = set()
        while True:
            line = self.process.stdout.readline().rstrip("\n").split("\t")
            if line[0] == ".":
                break
            if line[1] in ("!", "attendance"):
                rivals.add((line[1],))
            else:
                rivals.add((line[1], line[2]) + tuple(sorted(line[3:])))
        if row[0] == "torn":
            raise Differs("the row of %s is not what its history says" % record)
        fields = None if row[0] == "none" else dict(one.split("=", 1) for one in row[1:])
        return fields, rivals


class Differs(Exception):
    pass


BOOKS = 3
GROUP = 5  # histories, until the workbooks are made anew: to open one costs more than a merge


class History:
    """One, on workbooks that have the histories before it: those do not touch its records."""

    def __init__(self, library, seed, steps, mutant, models):
        self.library, self.rng, self.steps = library, random.Random(seed), steps
        self.models = models
        self.records, self.slots, self.log = [], [], []
        self.mutant = mutant

    def path(self, name):
        return os.path.join(self.library.folder, str(name))

    def ask(self, *words):
        self.log.append("\t".join(str(word) for word in words))
        return self.library.ask(*words)

    def fresh(self):
        for book in range(BOOKS):
            self.library.ask("copy", self.path("base"), self.path(book))
            self.library.ask("open", book, self.path(book))

    def value(self, field):
        rng = self.rng
        if field == "status":
            return rng.choice(STATES)
        if field in ("due", "done", "published", "verified"):
            return rng.choice(["", "2012-05-0%d" % rng.randint(1, 5)])
        if field in ("should", "present", "round"):
            return str(rng.randint(1, 6))
        if field == "attendance":
            return " ".join(sorted(rng.sample(PEOPLE, rng.randint(0, 4))))
        return rng.choice(["", "x", "y", "z%d" % rng.randint(0, 99)])

    def words(self, values):
        return ["%s=%s" % one for one in values.items()]

    def make(self, book):
        kind = self.rng.choice(list(PLACES))
        values = {"problem": {"text": "x%d" % self.rng.randint(0, 9), "status": "open"},
                  "session": {"topic": "t", "attendance": self.value("attendance")}}[kind]
        got = self.ask("make", book, kind, *self.words(values))
        record = got[0]
        values = dict(values)
        if values.get("attendance"):
            values["present"] = str(len(values["attendance"].split()))
        op = Op(Change(), record, kind, "root", values=values, plus=frozenset(values.get("attendance", "").split()))
        name_ops([op], *got[1:])
        self.models[book].add([op])
        self.did(book, [op])
        self.records.append((record, kind))

    def did(self, book, made):
        made[0].change.ops = made
        self.models[book].own.append(made[0].change)
        for at, op in enumerate(made):
            op.alias = (book, len(self.models[book].own), at)

    def unknown(self, book, other):
        """What the other copy has, and this one has not."""
        if self.mutant == "names":  # a file that was put back goes on counting where it was then
            have = {op.alias for op in self.models[book].ops}
            return [op for op in self.models[other].ops if op.alias not in have]
        have = set(self.models[book].ops)
        return [op for op in self.models[other].ops if op not in have]

    def pick(self, book):
        live = [one for one in self.records if self.models[book].show(*one)[0] is not None]
        return self.rng.choice(live) if live else None

    def edit(self, book):
        one = self.pick(book)
        if not one:
            return
        model, (record, kind) = self.models[book], one
        fields = sorted(self.rng.sample([field for k, field in PLACE_OF if k == kind and field != "round"],
                                        self.rng.choice([1, 1, 1, 2])))
        shown = model.show(record, kind)[0]
        values = {field: self.value(field) for field in fields}
        if "present" in values and ("attendance" in values or shown.get("attendance")):
            del values["present"]
        values = {field: value for field, value in values.items() if shown.get(field, "") != value}
        if values.get("attendance"):
            count = str(len(values["attendance"].split()))
            if shown.get("present", "") != count:
                values["present"] = count
        if not values:
            return
        got = self.ask("edit", book, kind, record, *self.words({f: v for f, v in values.items()}))
        made = self.models[book].edit(Change(), record, kind, values)
        name_ops(made, *got[1:])
        self.did(book, made)

    def delete(self, book):
        one = self.pick(book)
        if one:
            got = self.ask("delete", book, one[1], one[0])
            made = self.models[book].delete(Change(), *one)
            name_ops(made, *got[1:])
            self.did(book, made)

    def keep(self, book):
        model = self.models[book]
        for record, kind in self.records:
            if ("!",) in model.show(record, kind)[1]:
                got = self.ask("keep", book, kind, record)
                made = model.keep(Change(), record, kind)
                name_ops(made, *got[1:])
                self.did(book, made)
                return

    def take_back(self, book, what):
        """Whether there was something to be taken back, or done again."""
        model = self.models[book]
        target = model.to_undo() if what == "undo" else model.to_redo()
        if not target:
            return False
        change = Change(target, what == "redo")
        made = model.take_back(change, target)
        got = self.ask(what, book)
        wanted = "refused" if made is None else "ok" if made else "empty"
        if got[0] != wanted:
            raise Differs("%s is %s, and should be %s" % (what, got[0], wanted))
        if made:
            name_ops(made, *got[1:])
            self.did(book, made)
        return bool(made)

    def undo(self, book):
        model = self.models[book]
        before = {one: model.show(*one) for one in self.records}
        if not self.take_back(book, "undo"):
            return
        self.compare(book)
        # Done again at once, everything is as before.
        if self.rng.random() < 0.5 and self.take_back(book, "redo"):
            if {one: model.show(*one) for one in self.records} != before:
                raise Differs("undo and redo do not lead back")

    def redo(self, book):
        self.take_back(book, "redo")

    def take(self, book, other):
        model = self.models[book]
        got = self.ask("merge", book, other)
        new = self.unknown(book, other)
        if bool(new) != (int(got[2]) > 0) or got[0] != "ok":
            raise Differs("merge says %s, and %d are new" % (" ".join(got), len(new)))
        model.add(new)
        if new:
            model.imports[int(got[1])] = set(new)

    def merge(self, book):
        other = self.rng.choice([one for one in range(BOOKS) if one != book])
        self.take(book, other)
        if self.rng.random() < 0.3:
            got = self.ask("merge", book, other)
            if got[0] != "ok" or int(got[2]):
                raise Differs("a known history is written again: %s" % " ".join(got))

    def unmerge(self, book):
        model = self.models[book]
        if not model.imports:
            return
        which = self.rng.choice(sorted(model.imports))
        batch = model.imports[which]
        stands = any(op not in batch and ({op.undone} & batch or op.over & batch or op.seen & batch)
                     for op in model.ops)
        roots = [op for op in model.ops if op.act == "root"]
        for op in roots:
            others = [one for one in model.of(op.record) if one not in batch]
            stands = stands or (op in batch and others and not any(one.act == "root" for one in others))
        got = self.ask("unmerge", book, which)
        if (got[0] == "stands") != bool(stands):
            raise Differs("unmerge says %s" % got[0])
        if not stands:
            model.drop(batch)
            if self.mutant == "compensate":
                model.add(list(batch))
            else:
                del model.imports[which]

    def save(self, book):
        self.slots.append(self.models[book].clone())
        self.ask("copy", self.path(book), self.path("slot%d" % (len(self.slots) - 1)))

    def restore(self, book):
        if self.slots:
            at = self.rng.randrange(len(self.slots))
            self.models[book] = self.slots[at].clone()
            self.ask("copy", self.path("slot%d" % at), self.path(book))
            self.ask("open", book, self.path(book))

    def compare(self, book):
        for record, kind in self.records:
            wanted, got = self.models[book].show(record, kind), self.library.dump(book, record, kind)
            if wanted != got:
                raise Differs("%s %s in copy %d\n  should be %s\n  is        %s" % (kind, record, book, wanted, got))

    def check(self, book):
        """I4: heads replaced nothing of each other."""
        model = self.models[book]
        for record, kind in self.records:
            shown, _ = model.show(record, kind)
            for place in PLACES[kind] if shown is not None else ():
                heads = model.heads(record, place)
                if any(a in older(b) for a in heads for b in heads):
                    raise Differs("heads of %s" % place)

    def run(self):
        acts = [(self.make, 3), (self.edit, 14), (self.delete, 2), (self.keep, 1), (self.undo, 4), (self.redo, 1), (self.merge, 5),
                (self.unmerge, 1), (self.save, 0.5), (self.restore, 0.5)]
        if not any(model.ops for model in self.models):
            self.fresh()
        for book in range(BOOKS):
            self.make(book)
        for _ in range(self.steps):
            act = self.rng.choices([one for one, _ in acts], [weight for _, weight in acts])[0]
            book = self.rng.randrange(BOOKS)
            act(book)
            self.compare(book)
        for book in range(BOOKS):
            self.check(book)
        self.together()

    def together(self):
        """Whatever the order in which they come together, all copies show the same."""
        for book in self.rng.sample(range(BOOKS), BOOKS):
            for other in self.rng.sample(range(BOOKS), BOOKS):
                if other != book:
                    self.take(book, other)
        for book in range(BOOKS - 1):
            self.take(book, BOOKS - 1)
        shown = []
        for book in range(BOOKS):
            self.compare(book)
            shown.append([self.models[book].show(*one) for one in self.records])
        if any(one != shown[0] for one in shown):
            raise Differs("the copies show different things at the end")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("driver")
    parser.add_argument("-n", type=int, default=2000)
    parser.add_argument("-s", type=int, default=1)
    parser.add_argument("-l", type=int, default=24)
    parser.add_argument("-m", choices=MUTANTS)
    parser.add_argument("-v", action="store_true")
    ask = parser.parse_args()
    where = "/dev/shm" if os.path.isdir("/dev/shm") else None
    folder = tempfile.mkdtemp(prefix="kuayue-model-", dir=where)
    try:
        library = Library(ask.driver, folder)
        library.ask("create", os.path.join(folder, "base"))
        for seed in range(ask.s, ask.s + ask.n):
            if (seed - ask.s) % GROUP == 0:
                models = [Copy(ask.m) for _ in range(BOOKS)]
            history = History(library, seed, ask.l, ask.m, models)
            try:
                history.run()
            except Differs as why:
                print("history %d: %s" % (seed, why))
                if ask.v:
                    print("\n".join(history.log))
                return 1
        print("merge: %d histories, the library and the model agree" % ask.n)
        library.process.stdin.close()
        return library.process.wait()
    finally:
        shutil.rmtree(folder)


if __name__ == "__main__":
    sys.exit(main())
