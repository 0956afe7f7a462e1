# Makes the Windows installer on a Windows machine: Python 3.11 (64 bit), NSIS and the Windows SDK (signtool) must be there.
# Not tried yet: no Windows machine was at hand (docs/packages.md says what was tried elsewhere).
#   powershell -ExecutionPolicy Bypass -File installer\windows\build.ps1 -Thumbprint 0123... [-TimeStamp http://...]
param(
    [Parameter(Mandatory)][string]$Thumbprint,
    [string]$TimeStamp = "",
    [string]$Keys = $env:RINGDESK_KEYS,
    [string]$Dist = "dist"
)
$ErrorActionPreference = "Stop"
Set-Location (Join-Path $PSScriptRoot "..\..")
if (-not $Keys) { throw "Name the folder with manifest.pem: -Keys or RINGDESK_KEYS (docs/keys.md)." }

py -3.11 -m venv var\package\venv
$python = "var\package\venv\Scripts\python.exe"
& $python -m pip install --require-hashes -r requirements-package.lock
if ($LASTEXITCODE) { throw "The Python packages could not be installed." }
Set-Content -Encoding ascii "var\package\venv\Lib\site-packages\ringdesk.pth" (Get-Location).Path

$stamp = if ($TimeStamp) { @("/tr", $TimeStamp, "/td", "sha256") } else { @() }
function Sign([string[]]$Files) {
    & signtool sign /sha1 $Thumbprint /fd sha256 @stamp $Files
    if ($LASTEXITCODE) { throw "signtool refused." }
}

# Authenticode changes files, and the signed list holds their hashes: so the list is made anew after it.
& $python -W ignore -m build.freeze console --dist $Dist --keys $Keys
if ($LASTEXITCODE) { throw "The program could not be frozen." }
Sign (Get-ChildItem "$Dist\console" -Recurse -Include *.exe, *.dll, *.pyd | ForEach-Object FullName)
& $python -m build.freeze console --dist $Dist --keys $Keys --only-sign
& "$Dist\console\ringdesk.exe" --self-check | Write-Output
if ($LASTEXITCODE) { throw "The frozen program does not pass its own check." }

$version = & $python -c "from release.build import VERSION; print(VERSION + '.0')"
$tool = "signtool sign /sha1 $Thumbprint /fd sha256 " + ($stamp -join " ")
& makensis "-DTREE=$((Resolve-Path "$Dist\console").Path)" "-DVERSION=$version" `
    "-DOUT=$((Resolve-Path $Dist).Path)\RingdeskSetup-$version.exe" "-DSIGN=$tool" installer\windows\ringdesk.nsi
if ($LASTEXITCODE) { throw "makensis refused." }
& $python -m installer.windows.admx "$Dist\policies"
Write-Output "$Dist\RingdeskSetup-$version.exe and $Dist\policies are ready."
