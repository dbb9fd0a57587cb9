# The table of kuayue-proof(7) from data/proof.tsv, as mdoc list items; or the line of README that sums it up.
#   awk -F '\t' -v lang=en|zh [-v form=line] -f proof.awk proof.tsv
# Columns: which proof, of what, at how many points, how many states or runs, in how many seconds.

BEGIN {
	zh = lang == "zh"
	title["call"] = zh ? "每一次调用" : "Every call"
	title["coverage"] = zh ? "分支" : "Branches"
	title["fuzz"] = zh ? "随机输入" : "Random input"
	title["memory"] = zh ? "内存不足" : "Out of memory"
	title["place"] = zh ? "每一处" : "Every place"
	title["powercut"] = zh ? "断电" : "Power cut"
	says["call"] = zh ? "%d 次调用，运行 %d 次" : "%d calls, %d runs"
	says["coverage"] = zh ? "%d 个分支，走过 %d 个" : "%d branches, %d of them taken"
	says["fuzz"] = zh ? "到达 %d 处，输入 %d 次" : "%d edges reached, %d inputs"
	says["memory"] = zh ? "%d 次分配，拒绝 %d 次" : "%d allocations, %d times refused"
	says["place"] = zh ? "%d 处调用，运行 %d 次" : "%d places that call, %d runs"
	says["powercut"] = zh ? "%d 次调用，%d 种状态" : "%d calls, %d states"
}

form == "line" {
	points[$1] += $3
	states[$1] += $4
	next
}

{
	printf ".It %s: %s\n" says[$1] (zh ? "，%d 秒。\n" : ", %d s.\n"), title[$1], $2, $3, $4, $5
}

# What was tried, in this order; what has not been is left out. Lines as wide as README's.
function add(is, what, number) {
	if (!(is in points))
		return
	what = sprintf(what, number == "states" ? states[is] : number == "share" ? 100 * states[is] / points[is] : points[is])
	line = line (line ? "," : "What was tried (kuayue-proof(7)):")
	if (length(line) - last + length(what) > 78) {
		line = line "\n"
		last = length(line)
		line = line what
	} else
		line = line " " what
}

END {
	if (form != "line")
		exit
	add("place", "%d places that fail", "points")
	add("call", "%d runs with a call that fails", "states")
	add("powercut", "%d disks after a power cut", "states")
	add("memory", "%d allocations refused", "points")
	add("fuzz", "%d inputs of a fuzzer", "states")
	add("coverage", "%d %% of the branches of core/", "share")
	if (line)
		print line "."
}
