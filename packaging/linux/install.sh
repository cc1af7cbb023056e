#!/bin/sh
# Installs Leakverify for you alone, without root: ./install.sh [--to FOLDER] [--remove]
# FOLDER is ~/.local unless given. Nothing is downloaded; nothing outside FOLDER is touched.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
to="${HOME:?}/.local"
remove=no
while [ $# -gt 0 ]; do
    case $1 in
        --to) to=${2:?a folder}; shift 2 ;;
        --remove) remove=yes; shift ;;
        *) sed -n '2,3s/^# //p' "$0" >&2; exit 2 ;;
    esac
done
mkdir -p "$to"
to=$(cd "$to" && pwd)
place="$to/lib/leakverify"
tell_desktop() {
    if command -v update-mime-database >/dev/null; then update-mime-database "$to/share/mime" || true; fi
    if command -v update-desktop-database >/dev/null; then update-desktop-database -q "$to/share/applications" || true; fi
}
if [ "$remove" = yes ]; then
    if [ -f "$place/.installed" ]; then
        while IFS= read -r file; do rm -f "$to/$file"; done <"$place/.installed"
        rm -rf "$place"
        tell_desktop
    fi
    exit 0
fi
rm -rf "$place.new"
mkdir -p "$to/lib" "$to/bin" "$to/share"
cp -R "$here/leakverify" "$place.new"
(cd "$here" && find share -type f | sort) >"$place.new/.installed"
echo bin/leakverify >>"$place.new/.installed"
while IFS= read -r file; do
    [ "$file" = bin/leakverify ] && continue
    mkdir -p "$to/$(dirname "$file")"
    cp "$here/$file" "$to/$file"
done <"$place.new/.installed"
sed "s|^Exec=leakverify|Exec=\"$to/bin/leakverify\"|; s|^TryExec=.*|TryExec=$to/bin/leakverify|" \
    "$here/share/applications/org.leakverify.Leakverify.desktop" >"$to/share/applications/org.leakverify.Leakverify.desktop"
rm -rf "$place"
mv "$place.new" "$place"
ln -sfn ../lib/leakverify/leakverify "$to/bin/leakverify"
tell_desktop
echo "Installed. Start it from the menu, or by: $to/bin/leakverify"
