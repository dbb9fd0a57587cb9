# The table of what `verify` says, for the manual and for README.
#   awk -F '\t' -v lang=en|zh -v form=mdoc|text -f verdicts.awk data/verdicts.tsv
/^#/ { next }
NF != 4 {
	printf "%s:%d: not four columns\n", FILENAME, FNR > "/dev/stderr"
	exit 1
}
form == "text" { printf "    %s  %s\n", $2, $3; next }
FNR && !begun { print ".Bl -column \"0\" \"what\" -compact"; begun = 1 }
{ printf ".It %s Ta %s\n", $2, lang == "zh" ? $4 : $3 }
END {
	if (form != "text")
		print ".El"
}
