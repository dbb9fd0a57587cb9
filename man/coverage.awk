# The table of kuayue-campaign(7) from data/coverage.tsv, as mdoc list items.
#   awk -F '\t' -v lang=en|zh -f coverage.awk coverage.tsv

BEGIN {
	zh = lang == "zh"
	says["school"] = zh ? "学校" : "the school"
	says["both"] = zh ? "局和学校" : "the bureau and the school"
	says["project"] = zh ? "局和有项目的学校" : "the bureau, and schools that have a project"
	says["bureau"] = zh ? "局" : "the bureau"
}

function line(name, text) {
	if (text != "")
		printf ".br\n%s: %s\n", name, text
}

# Rules, tasks and items together are what reminds of it.
function reminded(rules, tasks, items) {
	gsub(/ +/, ", ", rules)
	gsub(/ +/, ", ", tasks)
	gsub(/ +/, ", ", items)
	text = tasks
	if (items != "")
		text = text (text == "" ? "" : "; ") (zh ? "自查 " : "checklist ") items
	if (rules != "")
		text = text (text == "" ? "" : "; ") (zh ? "提示 " : "rules ") rules
	return text
}

function words(text) {
	gsub(/ +/, ", ", text)
	return text
}

/^#/ { next }

{
	printf ".It %s\n%s\n", $1, zh ? $4 : $5
	line(zh ? "依据" : "Source", $3)
	line(zh ? "由谁" : "Who", says[$2])
	line(zh ? "登记在" : "Recorded in", words($6))
	line(zh ? "数字" : "Figures", words($7))
	line(zh ? "提醒" : "Reminded by", reminded($8, $9, $10))
	line(zh ? "在导出包里" : "In the package", words($11))
	line(zh ? "说明" : "Remark", zh ? $13 : $12)
}
