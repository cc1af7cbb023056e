; Inno Setup 6: the installer for one user, without administrator. iscc /DVersion=0.1.0 packaging\windows\leakverify.iss
; Signing: iscc /DVersion=… /Ssign="signtool sign /fd sha256 /tr ADDRESS-OF-THE-TIME-STAMPER /td sha256 $f" /DSigned=1 …
; The programs and libraries inside are signed before by packaging\windows\sign.ps1.

#ifndef Version
  #define Version "0.0.0"
#endif

[Setup]
AppId={{6B0B3C0E-5A53-4B6E-9E0C-2C9D3C7A7E11}
AppName=Leakverify
AppVersion={#Version}
AppPublisher=The Leakverify project
VersionInfoVersion={#Version}
DefaultDirName={autopf}\Leakverify
DefaultGroupName=Leakverify
DisableProgramGroupPage=yes
PrivilegesRequired=lowest
PrivilegesRequiredOverridesAllowed=dialog
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
MinVersion=10.0.17763
LicenseFile=..\..\LICENSE
SetupIconFile=..\icons\leakverify.ico
UninstallDisplayIcon={app}\leakverify-window.exe
OutputDir=..\..\dist
OutputBaseFilename=leakverify-{#Version}-windows-x86_64-setup
Compression=lzma2/max
SolidCompression=yes
WizardStyle=modern
ChangesAssociations=yes
CloseApplications=yes
#ifdef Signed
SignTool=sign
SignedUninstaller=yes
#endif

[Tasks]
; Nothing is claimed unless the user says so.
Name: "associate"; Description: "Open Leakverify's cases and dossiers (.lvcase, .lvdossier) with it"; Flags: unchecked
Name: "desktopicon"; Description: "{cm:CreateDesktopIcon}"; Flags: unchecked

[Files]
Source: "..\..\dist\leakverify\*"; DestDir: "{app}"; Flags: recursesubdirs createallsubdirs ignoreversion
Source: "..\icons\case.ico"; DestDir: "{app}"; Flags: ignoreversion
Source: "..\icons\dossier.ico"; DestDir: "{app}"; Flags: ignoreversion

[InstallDelete]
; An older version's libraries must not lie among the new ones.
Type: filesandordirs; Name: "{app}\_internal"

[Icons]
Name: "{group}\Leakverify"; Filename: "{app}\leakverify-window.exe"
Name: "{autodesktop}\Leakverify"; Filename: "{app}\leakverify-window.exe"; Tasks: desktopicon

[Registry]
Root: HKA; Subkey: "Software\Classes\.lvcase\OpenWithProgids"; ValueType: string; ValueName: "Leakverify.Case"; ValueData: ""; Flags: uninsdeletevalue; Tasks: associate
Root: HKA; Subkey: "Software\Classes\Leakverify.Case"; ValueType: string; ValueData: "Leakverify case"; Flags: uninsdeletekey; Tasks: associate
Root: HKA; Subkey: "Software\Classes\Leakverify.Case\DefaultIcon"; ValueType: string; ValueData: "{app}\case.ico"; Tasks: associate
Root: HKA; Subkey: "Software\Classes\Leakverify.Case\shell\open\command"; ValueType: string; ValueData: """{app}\leakverify-window.exe"" ""%1"""; Tasks: associate
Root: HKA; Subkey: "Software\Classes\.lvdossier\OpenWithProgids"; ValueType: string; ValueName: "Leakverify.Dossier"; ValueData: ""; Flags: uninsdeletevalue; Tasks: associate
Root: HKA; Subkey: "Software\Classes\Leakverify.Dossier"; ValueType: string; ValueData: "Leakverify dossier"; Flags: uninsdeletekey; Tasks: associate
Root: HKA; Subkey: "Software\Classes\Leakverify.Dossier\DefaultIcon"; ValueType: string; ValueData: "{app}\dossier.ico"; Tasks: associate
Root: HKA; Subkey: "Software\Classes\Leakverify.Dossier\shell\open\command"; ValueType: string; ValueData: """{app}\leakverify-window.exe"" ""%1"""; Tasks: associate
