@echo off
rem Starts JobMatch on Windows: double-click me. docs/deployment.md says what Windows needs.
powershell.exe -NoProfile -ExecutionPolicy Bypass -File "%~dp0deploy\windows\start.ps1" %*
if errorlevel 1 pause
