#!/bin/sh
# Signs, notarises and packs the Mac's program: packaging/macos/package.sh VERSION
# With SIGN_AS (a Developer ID) everything is signed from the inside out, without --deep; with NOTARY_PROFILE (made by
# `xcrun notarytool store-credentials`) the image is notarised and stapled. Without them it says what was left out.
set -eu
version=${1:?the version}
root=$(cd "$(dirname "$0")/../.." && pwd)
app="$root/dist/Leakverify.app"
image="$root/dist/leakverify-$version-macos-$(uname -m).dmg"
entitlements="$root/packaging/macos/leakverify.entitlements"
sign() { codesign --force --timestamp --options runtime --sign "$SIGN_AS" "$@"; }
if [ -n "${SIGN_AS:-}" ]; then
    find "$app/Contents" -type f \( -name '*.so' -o -name '*.dylib' \) -print0 | xargs -0 -n 20 codesign --force --timestamp --options runtime --sign "$SIGN_AS"
    find "$app/Contents" -type d -name '*.framework' -prune | while read -r framework; do sign "$framework"; done
    find "$app/Contents/MacOS" -type f | while read -r program; do sign --entitlements "$entitlements" "$program"; done
    sign --entitlements "$entitlements" "$app"
    codesign --verify --strict --verbose=2 "$app"
else
    echo "Not signed: SIGN_AS is not set."
fi
stage=$(mktemp -d)
trap 'rm -rf "$stage"' EXIT
ditto "$app" "$stage/Leakverify.app" # keeps the links that a copy would follow
ln -s /Applications "$stage/Applications"
hdiutil create -volname "Leakverify $version" -srcfolder "$stage" -fs HFS+ -format UDZO -ov "$image"
if [ -n "${SIGN_AS:-}" ] && [ -n "${NOTARY_PROFILE:-}" ]; then
    codesign --timestamp --sign "$SIGN_AS" "$image"
    xcrun notarytool submit "$image" --keychain-profile "$NOTARY_PROFILE" --wait
    xcrun stapler staple "$image"
    spctl --assess --type open --context context:primary-signature --verbose "$image"
    # As it comes from the internet: the program in the image must pass with the mark that a browser puts on it.
    mounted="$stage/mounted"
    hdiutil attach "$image" -readonly -nobrowse -mountpoint "$mounted"
    ditto "$mounted/Leakverify.app" "$stage/fetched/Leakverify.app"
    hdiutil detach "$mounted"
    xattr -w com.apple.quarantine "0081;00000000;Browser;" "$stage/fetched/Leakverify.app"
    spctl --assess --type execute --verbose "$stage/fetched/Leakverify.app"
else
    echo "Not notarised: SIGN_AS or NOTARY_PROFILE is not set."
fi
shasum -a 256 "$image"
