"""Let LibreOffice's own LanguageTool checker proofread a text: `URL FOLDER TEXT`.

Runs in the Python that LibreOffice brings its bridge for, and prints words and suggestions.
"""

import subprocess
import sys
import time

import uno
from com.sun.star.beans import PropertyValue
from com.sun.star.lang import Locale

WHERE = "/org.openoffice.Office.Linguistic/GrammarChecking/LanguageTool"
UPDATE = "com.sun.star.configuration.ConfigurationUpdateAccess"
PIPE = "termcheck-test"


def main(url, folder, text):
    office = subprocess.Popen(
        [
            *("soffice", "--headless", "--norestore", "--nologo"),
            f"-env:UserInstallation=file://{folder}",
            f"--accept=pipe,name={PIPE};urp;",
        ],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    context = None
    try:
        context = connected()
        make = context.ServiceManager.createInstanceWithContext
        place = PropertyValue()
        place.Name, place.Value = "nodepath", WHERE
        settings = make(
            "com.sun.star.configuration.ConfigurationProvider", context
        ).createInstanceWithArguments(
            "com.sun.star.configuration.ConfigurationUpdateAccess", (place,)
        )
        settings.replaceByName("BaseURL", url)
        settings.replaceByName("IsEnabled", True)
        settings.commitChanges()
        checker = make("org.openoffice.lingu.LanguageToolGrammarChecker", context)
        found = checker.doProofreading("1", text, Locale("en", "US", ""), 0, len(text), ())
        for one in found.aErrors:
            words = text[one.nErrorStart : one.nErrorStart + one.nErrorLength]
            print(words, *one.aSuggestions[:1], sep="|")
    finally:
        if context is not None:
            desktop = "com.sun.star.frame.Desktop"
            context.ServiceManager.createInstanceWithContext(desktop, context).terminate()
        try:
            office.wait(20)
        except subprocess.TimeoutExpired:
            office.kill()


def connected():
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext(
        "com.sun.star.bridge.UnoUrlResolver", local
    )
    for _ in range(240):
        try:
            return resolver.resolve(f"uno:pipe,name={PIPE};urp;StarOffice.ComponentContext")
        except Exception:
            time.sleep(0.5)
    raise SystemExit("LibreOffice does not answer")


main(*sys.argv[1:])
