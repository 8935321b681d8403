@echo off
rem Runs seedbank with the Java that SEEDBANK_JAVA_HOME or JAVA_HOME names, or that is in the path: version 17 or later.
setlocal
set "java=java"
if defined JAVA_HOME set "java=%JAVA_HOME%\bin\java"
if defined SEEDBANK_JAVA_HOME set "java=%SEEDBANK_JAVA_HOME%\bin\java"
"%java%" "@%~dp0share\dist\jvm.options" %SEEDBANK_JAVA_OPTS% "-Dseedbank.root=%~dp0." -jar "%~dp0seedbank.jar" %*
exit /b %ERRORLEVEL%
