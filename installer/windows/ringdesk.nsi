; The installer for Windows: per machine, silent with /S, elsewhere with /D=FOLDER (the last word, without quotes).
;   makensis -DTREE=folder -DVERSION=0.1.0.0 -DOUT=RingdeskSetup.exe [-DSIGN="command"] ringdesk.nsi
; Exit status: 0 done, 1 left by hand, 2 a desk is open or the folder cannot be written; nothing was changed then.
Unicode True
ManifestDPIAware true
RequestExecutionLevel admin
SetCompressor /SOLID lzma
!include "LogicLib.nsh"
!include "x64.nsh"
!include "FileFunc.nsh"

!ifndef TREE | VERSION | OUT
  !error "TREE, VERSION and OUT must be given"
!endif
!define KEY "Software\Microsoft\Windows\CurrentVersion\Uninstall\Ringdesk"
!define CAPABILITIES "Software\Ringdesk\Capabilities"

Name "Ringdesk"
OutFile "${OUT}"
InstallDir "$PROGRAMFILES64\Ringdesk"
ShowInstDetails nevershow
ShowUninstDetails nevershow
VIProductVersion "${VERSION}"
VIAddVersionKey "ProductName" "Ringdesk"
VIAddVersionKey "FileDescription" "Ringdesk call-centre console"
VIAddVersionKey "FileVersion" "${VERSION}"
VIAddVersionKey "LegalCopyright" "GPL-3.0-or-later"

!ifdef SIGN
  !finalize '${SIGN} "%1"'
  !uninstfinalize '${SIGN} "%1"'
!endif

LoadLanguageFile "${NSISDIR}\Contrib\Language files\English.nlf"
LoadLanguageFile "${NSISDIR}\Contrib\Language files\SimpChinese.nlf"
LangString OPEN 1033 "A desk is open on this computer. Close it at the end of the shift, then install again. Nothing was changed."
LangString OPEN 2052 "本机有坐席控制台正在运行。请在下班后关闭，再重新安装。未做任何更改。"
LangString SIXTYFOUR 1033 "Ringdesk needs 64-bit Windows 10 or later."
LangString SIXTYFOUR 2052 "Ringdesk 需要 64 位 Windows 10 或更高版本。"
LangString KEPT 1033 "What agents have kept stays in their own folders (%LOCALAPPDATA%\Ringdesk)."
LangString KEPT 2052 "坐席的数据保留在各自的文件夹中（%LOCALAPPDATA%\Ringdesk）。"

Page directory
Page instfiles
UninstPage uninstConfirm
UninstPage instfiles

; A program that runs holds its file: Windows lets nobody write it.
!macro RefuseWhileOpen un
Function ${un}refuseWhileOpen
  ${If} ${FileExists} "$INSTDIR\ringdesk.exe"
    ClearErrors
    FileOpen $0 "$INSTDIR\ringdesk.exe" a
    ${If} ${Errors}
      MessageBox MB_OK|MB_ICONEXCLAMATION "$(OPEN)" /SD IDOK
      SetErrorLevel 2
      Quit
    ${EndIf}
    FileClose $0
  ${EndIf}
FunctionEnd
!macroend
!insertmacro RefuseWhileOpen ""
!insertmacro RefuseWhileOpen "un."

Function .onInit
  ${IfNot} ${RunningX64}
    MessageBox MB_OK|MB_ICONSTOP "$(SIXTYFOUR)" /SD IDOK
    SetErrorLevel 2
    Quit
  ${EndIf}
  SetRegView 64
  SetShellVarContext all
FunctionEnd

Function un.onInit
  SetRegView 64
  SetShellVarContext all
FunctionEnd

Section
  Call refuseWhileOpen
  ; The program's own folder is replaced whole: a file of the version before would be loaded, and the self-check says so.
  RMDir /r "$INSTDIR\_internal"
  SetOutPath "$INSTDIR"
  File /r "${TREE}/*"
  WriteUninstaller "$INSTDIR\uninstall.exe"
  CreateShortCut "$SMPROGRAMS\Ringdesk.lnk" "$INSTDIR\ringdesk.exe"

  WriteRegStr HKLM "${KEY}" "DisplayName" "Ringdesk"
  WriteRegStr HKLM "${KEY}" "DisplayVersion" "${VERSION}"
  WriteRegStr HKLM "${KEY}" "DisplayIcon" "$INSTDIR\ringdesk.exe"
  WriteRegStr HKLM "${KEY}" "Publisher" "Ringdesk"
  WriteRegStr HKLM "${KEY}" "InstallLocation" "$INSTDIR"
  WriteRegStr HKLM "${KEY}" "UninstallString" '"$INSTDIR\uninstall.exe"'
  WriteRegStr HKLM "${KEY}" "QuietUninstallString" '"$INSTDIR\uninstall.exe" /S'
  WriteRegDWORD HKLM "${KEY}" "NoModify" 1
  WriteRegDWORD HKLM "${KEY}" "NoRepair" 1
  ${GetSize} "$INSTDIR" "/S=0K" $0 $1 $2
  WriteRegDWORD HKLM "${KEY}" "EstimatedSize" $0

  ; tel: and sip: are offered; which program takes them is the user's or a policy's choice.
  WriteRegStr HKLM "Software\Classes\Ringdesk.Call" "" "Call with Ringdesk"
  WriteRegStr HKLM "Software\Classes\Ringdesk.Call" "URL Protocol" ""
  WriteRegStr HKLM "Software\Classes\Ringdesk.Call\shell\open\command" "" '"$INSTDIR\ringdesk.exe" ctl dial "%1"'
  WriteRegStr HKLM "${CAPABILITIES}" "ApplicationName" "Ringdesk"
  WriteRegStr HKLM "${CAPABILITIES}" "ApplicationDescription" "Call-centre console"
  WriteRegStr HKLM "${CAPABILITIES}\URLAssociations" "tel" "Ringdesk.Call"
  WriteRegStr HKLM "${CAPABILITIES}\URLAssociations" "sip" "Ringdesk.Call"
  WriteRegStr HKLM "Software\RegisteredApplications" "Ringdesk" "${CAPABILITIES}"
SectionEnd

Section "Uninstall"
  Call un.refuseWhileOpen
  RMDir /r "$INSTDIR\_internal"
  RMDir /r "$INSTDIR\licences"
  Delete "$INSTDIR\ringdesk.exe"
  Delete "$INSTDIR\ringdesk-engine.exe"
  Delete "$INSTDIR\build.json"
  Delete "$INSTDIR\sbom.cdx.json"
  Delete "$INSTDIR\MANIFEST"
  Delete "$INSTDIR\uninstall.exe"
  RMDir "$INSTDIR"
  Delete "$SMPROGRAMS\Ringdesk.lnk"
  DeleteRegKey HKLM "${KEY}"
  DeleteRegKey HKLM "Software\Classes\Ringdesk.Call"
  DeleteRegKey HKLM "Software\Ringdesk"
  DeleteRegValue HKLM "Software\RegisteredApplications" "Ringdesk"
  DetailPrint "$(KEPT)"
SectionEnd
