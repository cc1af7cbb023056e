# Signs the built programs and libraries before the installer is made: packaging\windows\sign.ps1 -Command "signtool sign …"
# Without -Command nothing is signed and it is said: an unsigned build is a build to try, not one to publish.
param([string]$Folder = "dist\leakverify", [string]$Command = "")
$ErrorActionPreference = "Stop"
if ($Command -eq "") { Write-Output "Not signed: no command was given."; exit 0 }
$files = Get-ChildItem -Path $Folder -Recurse -Include *.exe, *.dll, *.pyd |
    Where-Object { (Get-AuthenticodeSignature $_.FullName).Status -ne "Valid" }
foreach ($file in $files) {
    Invoke-Expression "$Command `"$($file.FullName)`""
    if ($LASTEXITCODE -ne 0) { throw "signing failed: $($file.Name)" }
}
Write-Output "Signed: $($files.Count) files"
