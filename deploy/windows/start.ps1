<#
.SYNOPSIS
Starts JobMatch on Windows, in WSL 2 or with Docker Desktop.

.DESCRIPTION
The product needs a Unix underneath: gunicorn, file locks, and the limits of the process that reads uploads do not exist
on Windows, and another web server would not bring them. So this script looks for a Linux that Windows runs itself:
WSL 2 ("wsl --install" as an administrator, then Ubuntu or Debian) or Docker Desktop.

.PARAMETER Port
Where the site is shown: http://localhost:PORT

.PARAMETER With
"wsl", "docker" or "auto" (WSL if there is one, else Docker).
#>
[CmdletBinding()]
param(
    [ValidateRange(1024, 65535)]
    [int]$Port = 5000,
    [ValidateSet('auto', 'wsl', 'docker')]
    [string]$With = 'auto'
)

Set-StrictMode -Version Latest
$ErrorActionPreference = 'Stop'
$root = (Resolve-Path (Join-Path $PSScriptRoot '..\..')).Path

function Test-Wsl {
    if (-not (Get-Command wsl.exe -ErrorAction SilentlyContinue)) { return $false }
    & wsl.exe --exec sh -c 'command -v python3 >/dev/null && command -v make >/dev/null' 2>$null
    return $LASTEXITCODE -eq 0
}

function Test-Docker {
    if (-not (Get-Command docker.exe -ErrorAction SilentlyContinue)) { return $false }
    & docker.exe info --format '{{.OSType}}' 2>$null | Out-Null
    return $LASTEXITCODE -eq 0
}

function Start-InWsl {
    $folder = (& wsl.exe --exec wslpath -a "$root").Trim()
    Write-Host "JobMatch starts in WSL; then open http://localhost:$Port (Ctrl+C stops it)."
    # The data stays inside Linux: SQLite needs its locks, and disks of Windows are slow from there.
    & wsl.exe --cd "$folder" --exec env "PORT=$Port" sh -c 'DATA_DIR="$HOME/jobmatch-data" exec make run'
    exit $LASTEXITCODE
}

function Start-InDocker {
    Write-Host "JobMatch is built (the first time takes some minutes); then open http://localhost:$Port (Ctrl+C stops it)."
    & docker.exe build --tag jobmatch:local "$root"
    if ($LASTEXITCODE -ne 0) { exit $LASTEXITCODE }
    $command = 'flask database prepare --demo && (python -m app.worker & exec gunicorn --config gunicorn_config.py "app:create_app()")'
    & docker.exe run --rm --init --interactive --tty --publish "127.0.0.1:${Port}:8000" --volume jobmatch-data:/data `
        --env JOBMATCH_ENV=development --env "BASE_URL=http://localhost:$Port" --env LOG_FORMAT=console `
        jobmatch:local sh -c $command
    exit $LASTEXITCODE
}

if ($With -eq 'wsl' -or ($With -eq 'auto' -and (Test-Wsl))) { Start-InWsl }
if ($With -eq 'docker' -or ($With -eq 'auto' -and (Test-Docker))) { Start-InDocker }

Write-Host 'Neither WSL 2 (with python3 and make) nor a running Docker Desktop was found.'
Write-Host 'As an administrator: wsl --install -d Debian'
Write-Host 'Then in Debian:      sudo apt update && sudo apt install -y python3-venv make'
exit 1
