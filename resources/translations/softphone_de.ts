<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de" sourcelanguage="en">
    <context>
        <name>AboutDialog</name>
        <message>
            <source>A desktop softphone for call-centre agents, on the company's own Twilio account.</source>
            <translation>Ein Desktop-Softphone für Agenten im Callcenter, über das eigene Twilio-Konto des Unternehmens.</translation>
        </message>
        <message>
            <source>About Softphone</source>
            <translation>Über Softphone</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Schließen</translation>
        </message>
        <message>
            <source>It uses Qt and Qt for Python (PySide6) under the GNU Lesser General Public License, version 3. They are separate libraries: you may replace them with your own build.</source>
            <translation>Es verwendet Qt und Qt for Python (PySide6) unter der GNU Lesser General Public License, Version 3. Beides sind eigenständige Bibliotheken: Sie dürfen sie durch selbst erstellte Fassungen ersetzen.</translation>
        </message>
        <message>
            <source>Licence: {licence}</source>
            <translation>Lizenz: {licence}</translation>
        </message>
        <message>
            <source>Licensed under the Apache License, version 2.0 (Apache-2.0).</source>
            <translation>Lizenziert unter der Apache License, Version 2.0 (Apache-2.0).</translation>
        </message>
        <message>
            <source>Softphone {version}</source>
            <translation>Softphone {version}</translation>
        </message>
        <message>
            <source>The package does not carry the licence's text.</source>
            <translation>Das Paket enthält den Lizenztext nicht.</translation>
        </message>
        <message>
            <source>The package does not say under which licence it is.</source>
            <translation>Das Paket nennt seine Lizenz nicht.</translation>
        </message>
        <message>
            <source>What it is made with, and the licences</source>
            <translation>Verwendete Komponenten und ihre Lizenzen</translation>
        </message>
        <message>
            <source>{name} {version}</source>
            <translation>{name} {version}</translation>
        </message>
    </context>
    <context>
        <name>LinkIntake</name>
        <message>
            <source>Calling {number} as {caller_id} in {seconds} s</source>
            <translation>Anruf an {number} als {caller_id} in {seconds} s</translation>
        </message>
        <message>
            <source>Left out of the link: {parts}</source>
            <translation>Aus dem Link ausgelassen: {parts}</translation>
        </message>
        <message>
            <source>The number waits in the field until this call is over.</source>
            <translation>Die Nummer wartet im Feld, bis dieser Anruf beendet ist.</translation>
        </message>
        <message>
            <source>There is no text on the clipboard.</source>
            <translation>Die Zwischenablage enthält keinen Text.</translation>
        </message>
    </context>
    <context>
        <name>CallButton</name>
        <message>
            <source>Hold</source>
            <translation>Halten</translation>
        </message>
        <message>
            <source>Holding…</source>
            <translation>Hält…</translation>
        </message>
        <message>
            <source>Mute</source>
            <translation>Stummschalten</translation>
        </message>
        <message>
            <source>Muted</source>
            <translation>Stumm</translation>
        </message>
        <message>
            <source>Muting…</source>
            <translation>Wird stumm…</translation>
        </message>
        <message>
            <source>On hold</source>
            <translation>Gehalten</translation>
        </message>
        <message>
            <source>Resuming…</source>
            <translation>Setzt fort…</translation>
        </message>
        <message>
            <source>Unmuting…</source>
            <translation>Mikrofon an…</translation>
        </message>
    </context>
    <context>
        <name>CallButtons</name>
        <message>
            <source>&amp;Keypad tones</source>
            <translation>Ta&amp;stentöne</translation>
        </message>
        <message>
            <source>&amp;Mute</source>
            <translation>Stu&amp;mmschalten</translation>
        </message>
        <message>
            <source>&amp;Transfer…</source>
            <translation>Übe&amp;rgeben…</translation>
        </message>
        <message>
            <source>A&amp;dd somebody…</source>
            <translation>&amp;Jemanden hinzufügen…</translation>
        </message>
        <message>
            <source>Add</source>
            <translation>Hinzufügen</translation>
        </message>
        <message>
            <source>Ask somebody else into the call ({key})</source>
            <translation>Eine weitere Person in den Anruf holen ({key})</translation>
        </message>
        <message>
            <source>H&amp;old</source>
            <translation>&amp;Halten</translation>
        </message>
        <message>
            <source>Hand the call to somebody else ({key})</source>
            <translation>Anruf an jemand anderen übergeben ({key})</translation>
        </message>
        <message>
            <source>Keypad</source>
            <translation>Tastenfeld</translation>
        </message>
        <message>
            <source>Nobody hears you ({key})</source>
            <translation>Niemand hört Sie ({key})</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>Notiz</translation>
        </message>
        <message>
            <source>Note on this ca&amp;ll</source>
            <translation>Notiz zu &amp;diesem Anruf</translation>
        </message>
        <message>
            <source>Press keys for the customer's menu ({key})</source>
            <translation>Tasten für das Sprachmenü des Kunden drücken ({key})</translation>
        </message>
        <message>
            <source>Ringing…</source>
            <translation>Klingelt…</translation>
        </message>
        <message>
            <source>The customer hears music ({key})</source>
            <translation>Der Kunde hört Musik ({key})</translation>
        </message>
        <message>
            <source>There is no call.</source>
            <translation>Es gibt keinen Anruf.</translation>
        </message>
        <message>
            <source>Transfer</source>
            <translation>Übergeben</translation>
        </message>
        <message>
            <source>Write a note on this call ({key})</source>
            <translation>Notiz zu diesem Anruf schreiben ({key})</translation>
        </message>
    </context>
    <context>
        <name>CallControls</name>
        <message>
            <source>Hanging up…</source>
            <translation>Wird aufgelegt…</translation>
        </message>
        <message>
            <source>There is no call.</source>
            <translation>Es gibt keinen Anruf.</translation>
        </message>
    </context>
    <context>
        <name>CallModel</name>
        <message>
            <source>Call ended after {time}</source>
            <translation>Anruf nach {time} beendet</translation>
        </message>
        <message>
            <source>Handed over to {who} after {time}</source>
            <translation>Nach {time} an {who} übergeben</translation>
        </message>
        <message>
            <source>Hanging up…</source>
            <translation>Wird aufgelegt…</translation>
        </message>
        <message>
            <source>{trouble} Looking again.</source>
            <translation>{trouble} Es wird wieder nachgesehen.</translation>
        </message>
        <message>
            <source>{trouble} The call goes on; looking again.</source>
            <translation>{trouble} Der Anruf läuft weiter; es wird erneut geprüft.</translation>
        </message>
        <message>
            <source>{trouble} Trying again.</source>
            <translation>{trouble} Neuer Versuch.</translation>
        </message>
    </context>
    <context>
        <name>CallPanel</name>
        <message>
            <source>&amp;Keep {number}</source>
            <translation>{number} &amp;behalten</translation>
        </message>
        <message>
            <source>&amp;Show {number}</source>
            <translation>{number} an&amp;zeigen</translation>
        </message>
        <message>
            <source>Add to the call</source>
            <translation>Zum Anruf hinzufügen</translation>
        </message>
        <message>
            <source>Call again</source>
            <translation>Erneut anrufen</translation>
        </message>
        <message>
            <source>Call in progress</source>
            <translation>Laufender Anruf</translation>
        </message>
        <message>
            <source>Call them in</source>
            <translation>Dazuholen</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Schließen</translation>
        </message>
        <message>
            <source>End the call (F8)</source>
            <translation>Anruf beenden (F8)</translation>
        </message>
        <message>
            <source>Hand over when they answer</source>
            <translation>Beim Abnehmen übergeben</translation>
        </message>
        <message>
            <source>Hang up</source>
            <translation>Auflegen</translation>
        </message>
        <message>
            <source>Look again</source>
            <translation>Erneut prüfen</translation>
        </message>
        <message>
            <source>Ring me back in</source>
            <translation>Mich zurück ins Gespräch holen</translation>
        </message>
        <message>
            <source>Send {keys}</source>
            <translation>{keys} senden</translation>
        </message>
        <message>
            <source>Talk first</source>
            <translation>Erst Rücksprache</translation>
        </message>
        <message>
            <source>They cannot hear you: the app that carried your sound was closed.</source>
            <translation>Man hört Sie nicht: Das Programm, das Ihren Ton übertrug, wurde geschlossen.</translation>
        </message>
        <message>
            <source>Transfer to</source>
            <translation>Übergeben an</translation>
        </message>
        <message>
            <source>as {number}</source>
            <translation>als {number}</translation>
        </message>
    </context>
    <context>
        <name>CallerIdCard</name>
        <message>
            <source>Calling as</source>
            <translation>Anruf als</translation>
        </message>
        <message>
            <source>Calling as {number}</source>
            <translation>Anruf als {number}</translation>
        </message>
        <message>
            <source>Choose the number to show (Alt+I)</source>
            <translation>Anzuzeigende Nummer auswählen (Alt+I)</translation>
        </message>
        <message>
            <source>Why this number?</source>
            <translation>Warum diese Nummer?</translation>
        </message>
        <message>
            <source>Why?</source>
            <translation>Warum?</translation>
        </message>
    </context>
    <context>
        <name>CallerIdPopup</name>
        <message>
            <source>Enter: choose · Alt+Enter: this call only · Ctrl+P: pin · F5: refresh</source>
            <translation>Enter: auswählen · Alt+Enter: nur dieser Anruf · Ctrl+P: anheften · F5: aktualisieren</translation>
        </message>
        <message>
            <source>Find a name, a number, a place</source>
            <translation>Name, Nummer oder Ort suchen</translation>
        </message>
        <message>
            <source>Find a number to show</source>
            <translation>Anzuzeigende Nummer suchen</translation>
        </message>
        <message>
            <source>No number matches “{text}”.</source>
            <translation>Keine Nummer passt zu „{text}“.</translation>
        </message>
        <message>
            <source>Numbers you may show</source>
            <translation>Nummern, die Sie anzeigen dürfen</translation>
        </message>
        <message>
            <source>There is no number that you may show. F5 reads the numbers again.</source>
            <translation>Es gibt keine Nummer, die Sie anzeigen dürfen. F5 liest die Nummern neu ein.</translation>
        </message>
    </context>
    <context>
        <name>CallerIdRows</name>
        <message>
            <source>All numbers</source>
            <translation>Alle Nummern</translation>
        </message>
        <message>
            <source>Not for you to show</source>
            <translation>Nicht für Sie freigegeben</translation>
        </message>
        <message>
            <source>Pinned</source>
            <translation>Angeheftet</translation>
        </message>
        <message>
            <source>Recent</source>
            <translation>Zuletzt verwendet</translation>
        </message>
        <message>
            <source>verified only</source>
            <translation>nur verifiziert</translation>
        </message>
        <message>
            <source>your own line</source>
            <translation>Ihre persönliche Nummer</translation>
        </message>
    </context>
    <context>
        <name>CallerIdView</name>
        <message>
            <source>Choose a number</source>
            <translation>Nummer auswählen</translation>
        </message>
        <message>
            <source>Default (automatic)</source>
            <translation>Standard (automatisch)</translation>
        </message>
        <message>
            <source>Loading the numbers…</source>
            <translation>Nummern werden geladen…</translation>
        </message>
        <message>
            <source>No number to show</source>
            <translation>Keine Nummer zum Anzeigen</translation>
        </message>
        <message>
            <source>No numbers yet</source>
            <translation>Noch keine Nummern</translation>
        </message>
        <message>
            <source>Refresh reads them from Twilio.</source>
            <translation>„Aktualisieren“ liest sie von Twilio ein.</translation>
        </message>
        <message>
            <source>There is no list: the rules choose the number for every call.</source>
            <translation>Es gibt keine Liste: Die Regeln wählen für jeden Anruf die Nummer aus.</translation>
        </message>
        <message>
            <source>Type a number to see which one it will show.</source>
            <translation>Geben Sie eine Nummer ein, um zu sehen, welche ihr angezeigt wird.</translation>
        </message>
        <message>
            <source>chosen automatically</source>
            <translation>automatisch ausgewählt</translation>
        </message>
        <message>
            <source>chosen by you</source>
            <translation>von Ihnen ausgewählt</translation>
        </message>
        <message>
            <source>for this call only</source>
            <translation>nur für diesen Anruf</translation>
        </message>
        <message>
            <source>pinned for this contact</source>
            <translation>für diesen Kontakt angeheftet</translation>
        </message>
        <message>
            <source>set by {name}</source>
            <translation>festgelegt von {name}</translation>
        </message>
        <message>
            <source>your administrator</source>
            <translation>Ihrer Administration</translation>
        </message>
        <message>
            <source>{number} is not available. {problem}</source>
            <translation>{number} ist nicht verfügbar. {problem}</translation>
        </message>
    </context>
    <context>
        <name>CallerIdsModel</name>
        <message>
            <source>Chooses for each number you call.</source>
            <translation>Richtet sich nach der Nummer, die Sie anrufen.</translation>
        </message>
        <message>
            <source>Default (automatic)</source>
            <translation>Standard (automatisch)</translation>
        </message>
    </context>
    <context>
        <name>ContactActions</name>
        <message>
            <source>&amp;Add a contact…</source>
            <translation>Kontakt &amp;hinzufügen…</translation>
        </message>
        <message>
            <source>&amp;Copy the number</source>
            <translation>Nummer &amp;kopieren</translation>
        </message>
        <message>
            <source>&amp;Delete</source>
            <translation>&amp;Löschen</translation>
        </message>
        <message>
            <source>&amp;Edit…</source>
            <translation>&amp;Bearbeiten…</translation>
        </message>
        <message>
            <source>&amp;Favourite</source>
            <translation>&amp;Favorit</translation>
        </message>
        <message>
            <source>&amp;Import a file…</source>
            <translation>Datei &amp;importieren…</translation>
        </message>
        <message>
            <source>&amp;Pin a caller ID…</source>
            <translation>Absendernummer &amp;anheften…</translation>
        </message>
        <message>
            <source>&amp;Undo deleting</source>
            <translation>Löschen &amp;rückgängig machen</translation>
        </message>
        <message>
            <source>Choose a contact first.</source>
            <translation>Wählen Sie zuerst einen Kontakt aus.</translation>
        </message>
        <message>
            <source>Contacts (*.csv *.vcf *.txt *.tsv);;All files (*)</source>
            <translation>Kontakte (*.csv *.vcf *.txt *.tsv);;Alle Dateien (*)</translation>
        </message>
        <message>
            <source>Import contacts</source>
            <translation>Kontakte importieren</translation>
        </message>
        <message>
            <source>Nothing was deleted.</source>
            <translation>Es wurde nichts gelöscht.</translation>
        </message>
        <message>
            <source>Use {number} {kind}</source>
            <translation>Verwenden: {number} {kind}</translation>
        </message>
        <message>
            <source>{number} copied.</source>
            <translation>{number} kopiert.</translation>
        </message>
    </context>
    <context>
        <name>ContactForm</name>
        <message>
            <source>Add a contact</source>
            <translation>Kontakt hinzufügen</translation>
        </message>
        <message>
            <source>Add a number</source>
            <translation>Nummer hinzufügen</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Abbrechen</translation>
        </message>
        <message>
            <source>Company</source>
            <translation>Unternehmen</translation>
        </message>
        <message>
            <source>Digits, * and #; a comma is a short pause.</source>
            <translation>Ziffern, * und #; ein Komma ist eine kurze Pause.</translation>
        </message>
        <message>
            <source>Edit contact</source>
            <translation>Kontakt bearbeiten</translation>
        </message>
        <message>
            <source>Kind of number {position}</source>
            <translation>Art der Nummer {position}</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Name</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>Notiz</translation>
        </message>
        <message>
            <source>Number {position}</source>
            <translation>Nummer {position}</translation>
        </message>
        <message>
            <source>Numbers</source>
            <translation>Nummern</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>Speichern</translation>
        </message>
        <message>
            <source>The first is called.</source>
            <translation>Die erste wird angerufen.</translation>
        </message>
        <message>
            <source>Tones after they answer</source>
            <translation>Töne nach dem Abnehmen</translation>
        </message>
        <message>
            <source>Type or paste a number</source>
            <translation>Nummer eingeben oder einfügen</translation>
        </message>
        <message>
            <source>telephone</source>
            <translation>Telefon</translation>
        </message>
    </context>
    <context>
        <name>ContactImportDialog</name>
        <message>
            <source>Arabic</source>
            <translation>Arabisch</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Abbrechen</translation>
        </message>
        <message>
            <source>Central European</source>
            <translation>Mitteleuropäisch</translation>
        </message>
        <message>
            <source>Cyrillic</source>
            <translation>Kyrillisch</translation>
        </message>
        <message>
            <source>Do names look wrong? Read the letters as:</source>
            <translation>Sehen Namen falsch aus? Zeichen lesen als:</translation>
        </message>
        <message>
            <source>Greek</source>
            <translation>Griechisch</translation>
        </message>
        <message>
            <source>Import</source>
            <translation>Importieren</translation>
        </message>
        <message>
            <source>Import contacts</source>
            <translation>Kontakte importieren</translation>
        </message>
        <message>
            <source>Import {count}</source>
            <translation>{count} importieren</translation>
        </message>
        <message>
            <source>Japanese</source>
            <translation>Japanisch</translation>
        </message>
        <message>
            <source>Korean</source>
            <translation>Koreanisch</translation>
        </message>
        <message>
            <source>Left out</source>
            <translation>Ausgelassen</translation>
        </message>
        <message>
            <source>Letters of the file</source>
            <translation>Zeichensatz der Datei</translation>
        </message>
        <message>
            <source>Line {line}, {whose}: {why}</source>
            <translation>Zeile {line}, {whose}: {why}</translation>
        </message>
        <message>
            <source>Line {line}: {why}</source>
            <translation>Zeile {line}: {why}</translation>
        </message>
        <message>
            <source>Nothing in the file is new.</source>
            <translation>Die Datei enthält nichts Neues.</translation>
        </message>
        <message>
            <source>Reading the file</source>
            <translation>Datei wird gelesen</translation>
        </message>
        <message>
            <source>Simplified Chinese</source>
            <translation>Chinesisch (vereinfacht)</translation>
        </message>
        <message>
            <source>Thai</source>
            <translation>Thailändisch</translation>
        </message>
        <message>
            <source>The file is being read.</source>
            <translation>Die Datei wird gelesen.</translation>
        </message>
        <message>
            <source>Traditional Chinese</source>
            <translation>Chinesisch (traditionell)</translation>
        </message>
        <message>
            <source>Turkish</source>
            <translation>Türkisch</translation>
        </message>
        <message>
            <source>Unicode (UTF-8)</source>
            <translation>Unicode (UTF-8)</translation>
        </message>
        <message>
            <source>Western European</source>
            <translation>Westeuropäisch</translation>
        </message>
        <message>
            <source>Will be kept</source>
            <translation>Wird übernommen</translation>
        </message>
    </context>
    <context>
        <name>ContactImportModel</name>
        <message>
            <source>Contacts you have that get a number or a detail more: {count}</source>
            <translation>Vorhandene Kontakte, die um eine Nummer oder Angabe ergänzt werden: {count}</translation>
        </message>
        <message>
            <source>Found in the file: {count}</source>
            <translation>In der Datei gefunden: {count}</translation>
        </message>
        <message>
            <source>Left out, listed below: {count}</source>
            <translation>Ausgelassen, unten aufgeführt: {count}</translation>
        </message>
        <message>
            <source>New contacts: {count}</source>
            <translation>Neue Kontakte: {count}</translation>
        </message>
        <message>
            <source>Put together with another of the file, by number: {count}</source>
            <translation>Anhand der Nummer mit einem anderen Eintrag der Datei zusammengeführt: {count}</translation>
        </message>
        <message>
            <source>There already: {count}</source>
            <translation>Bereits vorhanden: {count}</translation>
        </message>
    </context>
    <context>
        <name>ContactRowsModel</name>
        <message>
            <source>as {number}</source>
            <translation>als {number}</translation>
        </message>
        <message>
            <source>as {number} · not available</source>
            <translation>als {number} · nicht verfügbar</translation>
        </message>
        <message>
            <source>favourite</source>
            <translation>Favorit</translation>
        </message>
        <message>
            <source>fax</source>
            <translation>Fax</translation>
        </message>
        <message>
            <source>home</source>
            <translation>privat</translation>
        </message>
        <message>
            <source>main number</source>
            <translation>Hauptnummer</translation>
        </message>
        <message>
            <source>mobile</source>
            <translation>mobil</translation>
        </message>
        <message>
            <source>work</source>
            <translation>geschäftlich</translation>
        </message>
        <message>
            <source>{count} more</source>
            <translation>{count} weitere</translation>
        </message>
    </context>
    <context>
        <name>ContactsModel</name>
        <message>
            <source>The numbers are not there yet.</source>
            <translation>Die Nummern sind noch nicht da.</translation>
        </message>
        <message>
            <source>Your caller ID is set by {name}.</source>
            <translation>Ihre Absendernummer wurde von {name} festgelegt.</translation>
        </message>
        <message>
            <source>your administrator</source>
            <translation>Ihrer Administration</translation>
        </message>
    </context>
    <context>
        <name>ContactsPage</name>
        <message>
            <source>Add a contact</source>
            <translation>Kontakt hinzufügen</translation>
        </message>
        <message>
            <source>Contacts</source>
            <translation>Kontakte</translation>
        </message>
        <message>
            <source>Enter calls. The menu key offers more.</source>
            <translation>Enter ruft an. Die Menütaste bietet mehr.</translation>
        </message>
        <message>
            <source>Find a name, a company, a number, a note</source>
            <translation>Name, Unternehmen, Nummer oder Notiz suchen</translation>
        </message>
        <message>
            <source>Find in contacts</source>
            <translation>In Kontakten suchen</translation>
        </message>
        <message>
            <source>Import a file…</source>
            <translation>Datei importieren…</translation>
        </message>
        <message>
            <source>Keep the people you call here, or import a CSV or vCard file.</source>
            <translation>Sammeln Sie hier die Personen, die Sie anrufen, oder importieren Sie eine CSV- oder vCard-Datei.</translation>
        </message>
        <message>
            <source>No contact matches “{text}”.</source>
            <translation>Kein Kontakt passt zu „{text}“.</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>Rückgängig</translation>
        </message>
        <message>
            <source>{name} was deleted.</source>
            <translation>{name} wurde gelöscht.</translation>
        </message>
    </context>
    <context>
        <name>CountdownBar</name>
        <message>
            <source>Cancel</source>
            <translation>Abbrechen</translation>
        </message>
        <message>
            <source>Do not call; the number stays in the field (Esc)</source>
            <translation>Nicht anrufen; die Nummer bleibt im Feld (Esc)</translation>
        </message>
    </context>
    <context>
        <name>WindowWiring</name>
        <message>
            <source>A call is in progress.</source>
            <translation>Es läuft gerade ein Anruf.</translation>
        </message>
        <message>
            <source>{count} calls were written.</source>
            <translation>{count} Anrufe exportiert.</translation>
        </message>
        <message>
            <source>{count} changes were written.</source>
            <translation>Exportierte Änderungen: {count}.</translation>
        </message>
    </context>
    <context>
        <name>Desktop</name>
        <message>
            <source>Its icon opens it again, hangs up, and quits. Preferences turn this off.</source>
            <translation>Über das Symbol können Sie es wieder öffnen, auflegen und beenden. Abschalten lässt sich das in den Einstellungen.</translation>
        </message>
        <message>
            <source>Softphone goes on in the tray</source>
            <translation>Softphone läuft im Infobereich weiter</translation>
        </message>
        <message>
            <source>Softphone was open already. Quit it first to start it in another way.</source>
            <translation>Softphone war bereits geöffnet. Beenden Sie es zuerst, um es auf andere Weise zu starten.</translation>
        </message>
    </context>
    <context>
        <name>DesktopMenu</name>
        <message>
            <source>&amp;Desktop</source>
            <translation>&amp;Desktop</translation>
        </message>
        <message>
            <source>A click on a telephone number then fills it in here</source>
            <translation>Ein Klick auf eine Telefonnummer trägt sie dann hier ein</translation>
        </message>
        <message>
            <source>Call from the clip&amp;board</source>
            <translation>Aus der &amp;Zwischenablage anrufen</translation>
        </message>
        <message>
            <source>Links to telephone numbers</source>
            <translation>Links zu Telefonnummern</translation>
        </message>
        <message>
            <source>Make this the app for &amp;tel: links</source>
            <translation>Als App für &amp;tel:-Links festlegen</translation>
        </message>
    </context>
    <context>
        <name>DialModel</name>
        <message>
            <source>Last time {number} was shown. Look at the number shown now, then call.</source>
            <translation>Beim letzten Mal wurde {number} angezeigt. Sehen Sie sich die jetzt angezeigte Nummer an und rufen Sie dann an.</translation>
        </message>
        <message>
            <source>The numbers are not there yet.</source>
            <translation>Die Nummern sind noch nicht da.</translation>
        </message>
        <message>
            <source>Type or paste a number.</source>
            <translation>Nummer eingeben oder einfügen.</translation>
        </message>
        <message>
            <source>“{text}” is among your contacts: choose it from the list.</source>
            <translation>„{text}“ steht in Ihren Kontakten: Wählen Sie aus der Liste.</translation>
        </message>
    </context>
    <context>
        <name>DiallerPage</name>
        <message>
            <source>Call</source>
            <translation>Anrufen</translation>
        </message>
        <message>
            <source>Call (Enter)</source>
            <translation>Anrufen (Enter)</translation>
        </message>
        <message>
            <source>Call {number}</source>
            <translation>{number} anrufen</translation>
        </message>
        <message>
            <source>Contacts</source>
            <translation>Kontakte</translation>
        </message>
        <message>
            <source>Recents</source>
            <translation>Anrufliste</translation>
        </message>
    </context>
    <context>
        <name>GlobalKeys</name>
        <message>
            <source>Another program uses {keys}, so it does nothing here.</source>
            <translation>Ein anderes Programm verwendet {keys}, daher geschieht hier damit nichts.</translation>
        </message>
        <message>
            <source>Call from the clipboard</source>
            <translation>Aus der Zwischenablage anrufen</translation>
        </message>
        <message>
            <source>Hang up</source>
            <translation>Auflegen</translation>
        </message>
        <message>
            <source>This desktop does not offer keys that work in every window. A shortcut made in its own settings can run “softphone --hang-up”.</source>
            <translation>Diese Arbeitsumgebung bietet keine Tasten, die in jedem Fenster wirken. Ein in ihren Einstellungen angelegtes Tastenkürzel kann „softphone --hang-up“ ausführen.</translation>
        </message>
    </context>
    <context>
        <name>GuestLines</name>
        <message>
            <source>Back to the customer</source>
            <translation>Zurück zum Kunden</translation>
        </message>
        <message>
            <source>Complete transfer</source>
            <translation>Übergabe abschließen</translation>
        </message>
        <message>
            <source>End</source>
            <translation>Beenden</translation>
        </message>
        <message>
            <source>End: {guest}</source>
            <translation>Beenden: {guest}</translation>
        </message>
        <message>
            <source>Handing over…</source>
            <translation>Wird übergeben…</translation>
        </message>
        <message>
            <source>Join all</source>
            <translation>Alle verbinden</translation>
        </message>
        <message>
            <source>Joining…</source>
            <translation>Wird verbunden…</translation>
        </message>
        <message>
            <source>Leave the call to them</source>
            <translation>Anruf überlassen</translation>
        </message>
        <message>
            <source>Swap</source>
            <translation>Makeln</translation>
        </message>
        <message>
            <source>Swapping…</source>
            <translation>Wird gewechselt…</translation>
        </message>
    </context>
    <context>
        <name>HelpMenu</name>
        <message>
            <source>&amp;About Softphone</source>
            <translation>Ü&amp;ber Softphone</translation>
        </message>
        <message>
            <source>&amp;Help</source>
            <translation>&amp;Hilfe</translation>
        </message>
        <message>
            <source>&amp;Keyboard shortcuts</source>
            <translation>&amp;Tastenkürzel</translation>
        </message>
        <message>
            <source>&amp;Report for support…</source>
            <translation>Bericht für den &amp;Support…</translation>
        </message>
        <message>
            <source>&amp;Where do my settings come from?</source>
            <translation>&amp;Woher kommen meine Einstellungen?</translation>
        </message>
    </context>
    <context>
        <name>InThisApp</name>
        <message>
            <source>In this app, with your headset</source>
            <translation>In dieser App, mit Ihrem Headset</translation>
        </message>
    </context>
    <context>
        <name>IncomingBar</name>
        <message>
            <source>&amp;Answer the incoming call</source>
            <translation>&amp;Eingehenden Anruf annehmen</translation>
        </message>
        <message>
            <source>Answer</source>
            <translation>Annehmen</translation>
        </message>
        <message>
            <source>Answer (F6); a call in progress ends</source>
            <translation>Annehmen (F6); ein laufender Anruf wird beendet</translation>
        </message>
        <message>
            <source>Hang &amp;up on who called</source>
            <translation>Beim Anru&amp;fer auflegen</translation>
        </message>
        <message>
            <source>Hang up</source>
            <translation>Auflegen</translation>
        </message>
        <message>
            <source>Hang up on who called (Shift+F8)</source>
            <translation>Beim Anrufer auflegen (Shift+F8)</translation>
        </message>
        <message>
            <source>Incoming call</source>
            <translation>Eingehender Anruf</translation>
        </message>
        <message>
            <source>Nobody is calling you.</source>
            <translation>Niemand ruft Sie an.</translation>
        </message>
        <message>
            <source>Re&amp;fuse the incoming call</source>
            <translation>Eingehenden Anruf ab&amp;lehnen</translation>
        </message>
        <message>
            <source>Refuse</source>
            <translation>Ablehnen</translation>
        </message>
        <message>
            <source>Refuse (Shift+F6)</source>
            <translation>Ablehnen (Shift+F6)</translation>
        </message>
        <message>
            <source>You talk to {caller}</source>
            <translation>Sie sprechen mit {caller}</translation>
        </message>
        <message>
            <source>{caller} is calling you</source>
            <translation>{caller} ruft Sie an</translation>
        </message>
    </context>
    <context>
        <name>Key</name>
        <message>
            <source>Hold for +</source>
            <translation>Für + gedrückt halten</translation>
        </message>
        <message>
            <source>hash</source>
            <translation>Raute</translation>
        </message>
        <message>
            <source>star</source>
            <translation>Stern</translation>
        </message>
    </context>
    <context>
        <name>Keypad</name>
        <message>
            <source>Keypad</source>
            <translation>Tastenfeld</translation>
        </message>
    </context>
    <context>
        <name>LineFindings</name>
        <message>
            <source>{name}: {figure}, {word}</source>
            <translation>{name}: {figure}, {word}</translation>
        </message>
    </context>
    <context>
        <name>LineModel</name>
        <message>
            <source>The sound is interrupted; reconnecting…</source>
            <translation>Der Ton ist unterbrochen; Verbindung wird wiederhergestellt…</translation>
        </message>
    </context>
    <context>
        <name>LineQuality</name>
        <message>
            <source>Clarity (MOS)</source>
            <translation>Klarheit (MOS)</translation>
        </message>
        <message>
            <source>Lost on the way</source>
            <translation>Unterwegs verloren</translation>
        </message>
        <message>
            <source>Microphone</source>
            <translation>Mikrofon</translation>
        </message>
        <message>
            <source>Round trip</source>
            <translation>Hin und zurück</translation>
        </message>
        <message>
            <source>Sound arriving</source>
            <translation>Ankommender Ton</translation>
        </message>
        <message>
            <source>Unevenness (jitter)</source>
            <translation>Ungleichmäßigkeit (Jitter)</translation>
        </message>
        <message>
            <source>heard</source>
            <translation>zu hören</translation>
        </message>
        <message>
            <source>muted</source>
            <translation>stumm</translation>
        </message>
        <message>
            <source>not heard</source>
            <translation>nicht zu hören</translation>
        </message>
        <message>
            <source>not known</source>
            <translation>nicht bekannt</translation>
        </message>
        <message>
            <source>{count} ms</source>
            <translation>{count} ms</translation>
        </message>
        <message>
            <source>{count} packets a second</source>
            <translation>{count} Pakete/s</translation>
        </message>
        <message>
            <source>{score} of 4.5</source>
            <translation>{score} von 4,5</translation>
        </message>
        <message>
            <source>{share} %</source>
            <translation>{share} %</translation>
        </message>
    </context>
    <context>
        <name>LineQualityModel</name>
        <message>
            <source>Measuring…</source>
            <translation>Wird gemessen…</translation>
        </message>
        <message>
            <source>{name}: {figure}</source>
            <translation>{name}: {figure}</translation>
        </message>
    </context>
    <context>
        <name>LineTestDialog</name>
        <message>
            <source>&amp;Copy the results</source>
            <translation>Ergebnisse &amp;kopieren</translation>
        </message>
        <message>
            <source>&amp;Start the test call</source>
            <translation>Testanruf &amp;starten</translation>
        </message>
        <message>
            <source>&amp;Test again</source>
            <translation>Erneut &amp;testen</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Schließen</translation>
        </message>
        <message>
            <source>Level of the microphone</source>
            <translation>Mikrofonpegel</translation>
        </message>
        <message>
            <source>Microphone</source>
            <translation>Mikrofon</translation>
        </message>
        <message>
            <source>Progress of the test call</source>
            <translation>Fortschritt des Testanrufs</translation>
        </message>
        <message>
            <source>Speak during the test call, and listen.</source>
            <translation>Sprechen Sie während des Testanrufs und hören Sie zu.</translation>
        </message>
        <message>
            <source>Test call</source>
            <translation>Testanruf</translation>
        </message>
        <message>
            <source>Test my line</source>
            <translation>Leitung testen</translation>
        </message>
        <message>
            <source>The results were copied.</source>
            <translation>Die Ergebnisse wurden kopiert.</translation>
        </message>
        <message>
            <source>The test call is under way.</source>
            <translation>Der Testanruf läuft.</translation>
        </message>
        <message>
            <source>There are no results yet.</source>
            <translation>Es gibt noch keine Ergebnisse.</translation>
        </message>
        <message>
            <source>Your microphone first, then a call of ten seconds to your own line. Nobody else is called.</source>
            <translation>Zuerst Ihr Mikrofon, dann ein Anruf von zehn Sekunden an Ihre eigene Leitung. Sonst wird niemand angerufen.</translation>
        </message>
    </context>
    <context>
        <name>LineTestModel</name>
        <message>
            <source>A call is in progress. Test your line when it is over.</source>
            <translation>Es läuft gerade ein Anruf. Testen Sie Ihre Leitung, wenn er beendet ist.</translation>
        </message>
        <message>
            <source>Nothing could be measured in the test call. Try again.</source>
            <translation>Beim Testanruf konnte nichts gemessen werden. Versuchen Sie es erneut.</translation>
        </message>
        <message>
            <source>Say something, and listen: you should hear a voice.</source>
            <translation>Sagen Sie etwas und hören Sie zu: Sie sollten eine Stimme hören.</translation>
        </message>
        <message>
            <source>The test call did not reach your line. Check the network connection.</source>
            <translation>Der Testanruf hat Ihre Leitung nicht erreicht. Prüfen Sie die Netzwerkverbindung.</translation>
        </message>
        <message>
            <source>The test call ended too early. Try again.</source>
            <translation>Der Testanruf endete zu früh. Versuchen Sie es erneut.</translation>
        </message>
        <message>
            <source>Your line is being called…</source>
            <translation>Ihre Leitung wird angerufen…</translation>
        </message>
    </context>
    <context>
        <name>LineTestResult</name>
        <message>
            <source>Test of the line, {time}, Softphone {version}</source>
            <translation>Leitungstest, {time}, Softphone {version}</translation>
        </message>
        <message>
            <source>{name}: {figure} – {word}</source>
            <translation>{name}: {figure} – {word}</translation>
        </message>
    </context>
    <context>
        <name>LockLine</name>
        <message>
            <source>{setting}: {words}</source>
            <translation>{setting}: {words}</translation>
        </message>
    </context>
    <context>
        <name>MainWindow</name>
        <message>
            <source>&amp;Account</source>
            <translation>K&amp;onto</translation>
        </message>
        <message>
            <source>&amp;Call</source>
            <translation>&amp;Anruf</translation>
        </message>
        <message>
            <source>&amp;Call this number</source>
            <translation>Diese Nummer &amp;anrufen</translation>
        </message>
        <message>
            <source>&amp;Dark</source>
            <translation>&amp;Dunkel</translation>
        </message>
        <message>
            <source>&amp;Hang up</source>
            <translation>A&amp;uflegen</translation>
        </message>
        <message>
            <source>&amp;Leave the sandbox…</source>
            <translation>&amp;Sandbox verlassen…</translation>
        </message>
        <message>
            <source>&amp;Light</source>
            <translation>&amp;Hell</translation>
        </message>
        <message>
            <source>&amp;Preferences…</source>
            <translation>&amp;Einstellungen…</translation>
        </message>
        <message>
            <source>&amp;Quit</source>
            <translation>&amp;Beenden</translation>
        </message>
        <message>
            <source>&amp;Recents</source>
            <translation>Anruf&amp;liste</translation>
        </message>
        <message>
            <source>&amp;Refresh the numbers</source>
            <translation>Nummern ak&amp;tualisieren</translation>
        </message>
        <message>
            <source>&amp;Sign in…</source>
            <translation>An&amp;melden…</translation>
        </message>
        <message>
            <source>&amp;View</source>
            <translation>An&amp;sicht</translation>
        </message>
        <message>
            <source>&amp;Why this number?</source>
            <translation>&amp;Warum diese Nummer?</translation>
        </message>
        <message>
            <source>A call is in progress</source>
            <translation>Es läuft gerade ein Anruf</translation>
        </message>
        <message>
            <source>As the &amp;system</source>
            <translation>&amp;Wie das System</translation>
        </message>
        <message>
            <source>C&amp;ontacts</source>
            <translation>&amp;Kontakte</translation>
        </message>
        <message>
            <source>Choose the caller &amp;ID</source>
            <translation>Absender&amp;nummer auswählen</translation>
        </message>
        <message>
            <source>Dial &amp;exactly as typed</source>
            <translation>&amp;Genau wie eingegeben wählen</translation>
        </message>
        <message>
            <source>Go to the &amp;number</source>
            <translation>&amp;Zur Nummer wechseln</translation>
        </message>
        <message>
            <source>Hang up and quit? Without hanging up, the call goes on without this window.</source>
            <translation>Auflegen und beenden? Ohne Auflegen läuft der Anruf ohne dieses Fenster weiter.</translation>
        </message>
        <message>
            <source>Test m&amp;y line…</source>
            <translation>Le&amp;itung testen…</translation>
        </message>
        <message>
            <source>Try it as {agent}, a supervisor</source>
            <translation>Als {agent} (Teamleitung) ausprobieren</translation>
        </message>
        <message>
            <source>Try it as {agent}, an agent</source>
            <translation>Als {agent} (Agent) ausprobieren</translation>
        </message>
    </context>
    <context>
        <name>MicrophoneCheck</name>
        <message>
            <source>Say something: the bar moves.</source>
            <translation>Sagen Sie etwas: Der Balken bewegt sich.</translation>
        </message>
        <message>
            <source>We hear nothing from this microphone.</source>
            <translation>Von diesem Mikrofon ist nichts zu hören.</translation>
        </message>
        <message>
            <source>Your microphone is heard.</source>
            <translation>Ihr Mikrofon ist zu hören.</translation>
        </message>
    </context>
    <context>
        <name>MiniPanel</name>
        <message>
            <source>Call in progress</source>
            <translation>Laufender Anruf</translation>
        </message>
        <message>
            <source>End the call</source>
            <translation>Anruf beenden</translation>
        </message>
        <message>
            <source>Hang up</source>
            <translation>Auflegen</translation>
        </message>
        <message>
            <source>Nobody hears you</source>
            <translation>Niemand hört Sie</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>Öffnen</translation>
        </message>
        <message>
            <source>Open the softphone's window</source>
            <translation>Fenster des Softphones öffnen</translation>
        </message>
    </context>
    <context>
        <name>CallNotifications</name>
        <message>
            <source>Customers now see: {caller_id}</source>
            <translation>Kunden sehen jetzt: {caller_id}</translation>
        </message>
        <message>
            <source>Your caller ID has changed</source>
            <translation>Ihre Absendernummer hat sich geändert</translation>
        </message>
    </context>
    <context>
        <name>NoteField</name>
        <message>
            <source>Note on this call</source>
            <translation>Notiz zu diesem Anruf</translation>
        </message>
        <message>
            <source>Note on this call. It is kept while you type, and shown in Recents.</source>
            <translation>Notiz zu diesem Anruf. Sie wird beim Tippen gespeichert und in der Anrufliste angezeigt.</translation>
        </message>
    </context>
    <context>
        <name>NoticeBar</name>
        <message>
            <source>Dismiss this message</source>
            <translation>Diese Meldung ausblenden</translation>
        </message>
        <message>
            <source>Read more</source>
            <translation>Mehr erfahren</translation>
        </message>
    </context>
    <context>
        <name>Notifications</name>
        <message>
            <source>Open</source>
            <translation>Öffnen</translation>
        </message>
    </context>
    <context>
        <name>NumberCard</name>
        <message>
            <source>&amp;Number to call</source>
            <translation>Anzurufende &amp;Nummer</translation>
        </message>
        <message>
            <source>Call {number}</source>
            <translation>{number} anrufen</translation>
        </message>
        <message>
            <source>Number to call</source>
            <translation>Anzurufende Nummer</translation>
        </message>
        <message>
            <source>Will dial {number}</source>
            <translation>Gewählt wird {number}</translation>
        </message>
    </context>
    <context>
        <name>NumberField</name>
        <message>
            <source>Type or paste a number</source>
            <translation>Nummer eingeben oder einfügen</translation>
        </message>
    </context>
    <context>
        <name>OwnCallerIdModel</name>
        <message>
            <source>Your choice counts here. TaskRouter did not answer and gets it later.</source>
            <translation>Ihre Auswahl gilt hier. TaskRouter hat nicht geantwortet und erhält sie später.</translation>
        </message>
    </context>
    <context>
        <name>PersonField</name>
        <message>
            <source>Enter does this</source>
            <translation>Enter führt dies aus</translation>
        </message>
        <message>
            <source>Name of a colleague, phone number or SIP address</source>
            <translation>Name eines Kollegen, Telefonnummer oder SIP-Adresse</translation>
        </message>
    </context>
    <context>
        <name>PinDialog</name>
        <message>
            <source>Cancel</source>
            <translation>Abbrechen</translation>
        </message>
        <message>
            <source>Find a label or a number</source>
            <translation>Bezeichnung oder Nummer suchen</translation>
        </message>
        <message>
            <source>Find a number to pin</source>
            <translation>Nummer zum Anheften suchen</translation>
        </message>
        <message>
            <source>No pin: as for everybody</source>
            <translation>Nicht angeheftet: wie bei allen</translation>
        </message>
        <message>
            <source>Numbers you may show</source>
            <translation>Nummern, die Sie anzeigen dürfen</translation>
        </message>
        <message>
            <source>Pin</source>
            <translation>Anheften</translation>
        </message>
        <message>
            <source>Pin a caller ID</source>
            <translation>Absendernummer anheften</translation>
        </message>
        <message>
            <source>What {name} sees when you call</source>
            <translation>Was {name} bei Ihrem Anruf sieht</translation>
        </message>
        <message>
            <source>{number} · {name}</source>
            <translation>{number} · {name}</translation>
        </message>
    </context>
    <context>
        <name>PlaceWords</name>
        <message>
            <source>It is {time} there: quiet hours ({hours}).</source>
            <translation>Dort ist es {time}: Ruhezeit ({hours}).</translation>
        </message>
        <message>
            <source>{earliest} to {latest}</source>
            <translation>{earliest} bis {latest}</translation>
        </message>
        <message>
            <source>{place} · {time} there</source>
            <translation>{place} · dort {time}</translation>
        </message>
    </context>
    <context>
        <name>PreferencesModel</name>
        <message>
            <source>Only your company's settings file can change these.</source>
            <translation>Nur die Einstellungsdatei Ihres Unternehmens kann dies ändern.</translation>
        </message>
        <message>
            <source>Set by your company</source>
            <translation>Von Ihrem Unternehmen festgelegt</translation>
        </message>
    </context>
    <context>
        <name>PreferencesPage</name>
        <message>
            <source>Back</source>
            <translation>Zurück</translation>
        </message>
        <message>
            <source>Preferences</source>
            <translation>Einstellungen</translation>
        </message>
    </context>
    <context>
        <name>QualityMeter</name>
        <message>
            <source>Sound of the call: {grade}</source>
            <translation>Tonqualität des Anrufs: {grade}</translation>
        </message>
    </context>
    <context>
        <name>RecentsModel</name>
        <message>
            <source>Call to</source>
            <translation>Anruf an</translation>
        </message>
        <message>
            <source>Today</source>
            <translation>Heute</translation>
        </message>
        <message>
            <source>Yesterday</source>
            <translation>Gestern</translation>
        </message>
        <message>
            <source>as {number} · {why}</source>
            <translation>als {number} · {why}</translation>
        </message>
        <message>
            <source>chosen by you</source>
            <translation>von Ihnen ausgewählt</translation>
        </message>
        <message>
            <source>{minutes} min {seconds:02} s</source>
            <translation>{minutes} min {seconds:02} s</translation>
        </message>
        <message>
            <source>{seconds} s</source>
            <translation>{seconds} s</translation>
        </message>
    </context>
    <context>
        <name>RecentsPage</name>
        <message>
            <source>&amp;Copy the number</source>
            <translation>Nummer &amp;kopieren</translation>
        </message>
        <message>
            <source>&amp;Export as CSV…</source>
            <translation>Als CSV &amp;exportieren…</translation>
        </message>
        <message>
            <source>&amp;Note…</source>
            <translation>&amp;Notiz…</translation>
        </message>
        <message>
            <source>CSV files (*.csv)</source>
            <translation>CSV-Dateien (*.csv)</translation>
        </message>
        <message>
            <source>Call &amp;again</source>
            <translation>Erneut &amp;anrufen</translation>
        </message>
        <message>
            <source>Enter calls again; the menu key has more.</source>
            <translation>Enter ruft erneut an; die Menütaste bietet mehr.</translation>
        </message>
        <message>
            <source>Export your calls</source>
            <translation>Anrufe exportieren</translation>
        </message>
        <message>
            <source>Find a name, a number, an outcome, a note</source>
            <translation>Name, Nummer, Ergebnis oder Notiz suchen</translation>
        </message>
        <message>
            <source>Find in recents</source>
            <translation>In der Anrufliste suchen</translation>
        </message>
        <message>
            <source>No call matches “{text}”.</source>
            <translation>Kein Anruf passt zu „{text}“.</translation>
        </message>
        <message>
            <source>Note on the call to {number}</source>
            <translation>Notiz zum Anruf an {number}</translation>
        </message>
        <message>
            <source>Recent calls</source>
            <translation>Letzte Anrufe</translation>
        </message>
        <message>
            <source>Your calls will be listed here, with the number that you showed.</source>
            <translation>Hier werden Ihre Anrufe mit der angezeigten Nummer aufgeführt.</translation>
        </message>
        <message>
            <source>calls.csv</source>
            <translation>calls.csv</translation>
        </message>
    </context>
    <context>
        <name>RefusedNumber</name>
        <message>
            <source>Twilio refused to show {refused}; it is set aside. Choose another number.</source>
            <translation>Twilio zeigt {refused} nicht an; die Nummer wird vorerst nicht verwendet. Wählen Sie eine andere Nummer aus.</translation>
        </message>
        <message>
            <source>Twilio refused to show {refused}; it is set aside. {number} would be shown now: press Call.</source>
            <translation>Twilio zeigt {refused} nicht an; die Nummer wird vorerst nicht verwendet. Jetzt würde {number} angezeigt: Drücken Sie „Anrufen“.</translation>
        </message>
    </context>
    <context>
        <name>SandboxBanner</name>
        <message>
            <source>Sandbox: a Twilio on this computer. No real telephone rings.</source>
            <translation>Sandbox: ein Twilio auf diesem Computer. Es klingelt kein echtes Telefon.</translation>
        </message>
    </context>
    <context>
        <name>SettingLine</name>
        <message>
            <source>Not set</source>
            <translation>Nicht festgelegt</translation>
        </message>
        <message>
            <source>Reset to default</source>
            <translation>Auf Standard zurücksetzen</translation>
        </message>
        <message>
            <source>Reset “{setting}” to default</source>
            <translation>„{setting}“ auf Standard zurücksetzen</translation>
        </message>
        <message>
            <source>{setting}: {value}. {origin}</source>
            <translation>{setting}: {value}. {origin}</translation>
        </message>
    </context>
    <context>
        <name>SettingsSheet</name>
        <message>
            <source>File and line</source>
            <translation>Datei und Zeile</translation>
        </message>
        <message>
            <source>From</source>
            <translation>Herkunft</translation>
        </message>
        <message>
            <source>Setting</source>
            <translation>Einstellung</translation>
        </message>
        <message>
            <source>Value</source>
            <translation>Wert</translation>
        </message>
        <message>
            <source>What is locked wins over your own entry in the company's file, that over what you chose, that over the company's suggestion, that over what is built in.</source>
            <translation>Gesperrtes hat Vorrang vor Ihrem eigenen Eintrag in der Datei des Unternehmens, dieser vor Ihrer Auswahl, diese vor dem Vorschlag des Unternehmens und dieser vor der Voreinstellung.</translation>
        </message>
        <message>
            <source>Where do my settings come from?</source>
            <translation>Woher kommen meine Einstellungen?</translation>
        </message>
    </context>
    <context>
        <name>Sheet</name>
        <message>
            <source>&amp;Copy</source>
            <translation>&amp;Kopieren</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Schließen</translation>
        </message>
        <message>
            <source>Copied</source>
            <translation>Kopiert</translation>
        </message>
        <message>
            <source>Find</source>
            <translation>Suchen</translation>
        </message>
        <message>
            <source>Find in this table</source>
            <translation>In dieser Tabelle suchen</translation>
        </message>
    </context>
    <context>
        <name>ShortcutSheet</name>
        <message>
            <source>Call the number</source>
            <translation>Nummer anrufen</translation>
        </message>
        <message>
            <source>Choose among the suggestions</source>
            <translation>Unter den Vorschlägen wählen</translation>
        </message>
        <message>
            <source>Clear the field</source>
            <translation>Feld leeren</translation>
        </message>
        <message>
            <source>Close the list</source>
            <translation>Liste schließen</translation>
        </message>
        <message>
            <source>Everything can be done by keyboard. Alt opens the menus.</source>
            <translation>Alles lässt sich mit der Tastatur bedienen. Alt öffnet die Menüs.</translation>
        </message>
        <message>
            <source>Fill in the chosen suggestion</source>
            <translation>Gewählten Vorschlag übernehmen</translation>
        </message>
        <message>
            <source>Fill in the number, or call it</source>
            <translation>Nummer übernehmen oder anrufen</translation>
        </message>
        <message>
            <source>Go back</source>
            <translation>Zurückgehen</translation>
        </message>
        <message>
            <source>Key</source>
            <translation>Taste</translation>
        </message>
        <message>
            <source>Keyboard shortcuts</source>
            <translation>Tastenkürzel</translation>
        </message>
        <message>
            <source>Keypad</source>
            <translation>Tastenfeld</translation>
        </message>
        <message>
            <source>List of caller IDs</source>
            <translation>Liste der Absendernummern</translation>
        </message>
        <message>
            <source>Move</source>
            <translation>Bewegen</translation>
        </message>
        <message>
            <source>Move between the keys</source>
            <translation>Zwischen den Tasten wechseln</translation>
        </message>
        <message>
            <source>Number to call</source>
            <translation>Anzurufende Nummer</translation>
        </message>
        <message>
            <source>Open the list</source>
            <translation>Liste öffnen</translation>
        </message>
        <message>
            <source>Pin or unpin</source>
            <translation>Anheften oder lösen</translation>
        </message>
        <message>
            <source>Preferences and sign-in</source>
            <translation>Einstellungen und Anmeldung</translation>
        </message>
        <message>
            <source>Press the key; hold 0 for +</source>
            <translation>Taste drücken; 0 für + gedrückt halten</translation>
        </message>
        <message>
            <source>Recents and contacts</source>
            <translation>Anrufliste und Kontakte</translation>
        </message>
        <message>
            <source>Refresh the numbers</source>
            <translation>Nummern aktualisieren</translation>
        </message>
        <message>
            <source>Show this number</source>
            <translation>Diese Nummer zeigen</translation>
        </message>
        <message>
            <source>Show this number in this call only</source>
            <translation>Diese Nummer nur bei diesem Anruf zeigen</translation>
        </message>
        <message>
            <source>What</source>
            <translation>Was</translation>
        </message>
        <message>
            <source>Where</source>
            <translation>Wo</translation>
        </message>
    </context>
    <context>
        <name>SidePages</name>
        <message>
            <source>Pages</source>
            <translation>Seiten</translation>
        </message>
        <message>
            <source>{title} ({keys})</source>
            <translation>{title} ({keys})</translation>
        </message>
    </context>
    <context>
        <name>SignInPage</name>
        <message>
            <source>A SIP address, or a telephone number with +.</source>
            <translation>Eine SIP-Adresse oder eine Telefonnummer mit +.</translation>
        </message>
        <message>
            <source>API key SID</source>
            <translation>SID des API-Schlüssels</translation>
        </message>
        <message>
            <source>API key secret</source>
            <translation>Secret des API-Schlüssels</translation>
        </message>
        <message>
            <source>Account SID</source>
            <translation>Account-SID</translation>
        </message>
        <message>
            <source>As your supervisor knows it.</source>
            <translation>So, wie Ihre Teamleitung ihn kennt.</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>Zurück</translation>
        </message>
        <message>
            <source>Kept in this computer's keyring, nowhere else.</source>
            <translation>Wird nur im Schlüsselbund dieses Computers aufbewahrt.</translation>
        </message>
        <message>
            <source>On the first page of the Twilio Console.</source>
            <translation>Auf der ersten Seite der Twilio Console.</translation>
        </message>
        <message>
            <source>Sign in</source>
            <translation>Anmelden</translation>
        </message>
        <message>
            <source>Sign in to your company's Twilio account</source>
            <translation>Beim Twilio-Konto Ihres Unternehmens anmelden</translation>
        </message>
        <message>
            <source>Signing in…</source>
            <translation>Anmeldung läuft…</translation>
        </message>
        <message>
            <source>The key's SID starts with SK.</source>
            <translation>Die SID des Schlüssels beginnt mit SK.</translation>
        </message>
        <message>
            <source>Try it in the sandbox</source>
            <translation>In der Sandbox ausprobieren</translation>
        </message>
        <message>
            <source>Where does your phone ring?</source>
            <translation>Wo klingelt Ihr Telefon?</translation>
        </message>
        <message>
            <source>Your name</source>
            <translation>Ihr Name</translation>
        </message>
    </context>
    <context>
        <name>SoundModel</name>
        <message>
            <source>As the system is set</source>
            <translation>Wie im System eingestellt</translation>
        </message>
        <message>
            <source>Microphone</source>
            <translation>Mikrofon</translation>
        </message>
        <message>
            <source>Other calls ring at</source>
            <translation>Andere Anrufe klingeln an</translation>
        </message>
        <message>
            <source>Speaker</source>
            <translation>Lautsprecher</translation>
        </message>
        <message>
            <source>{device} (not plugged in)</source>
            <translation>{device} (nicht angeschlossen)</translation>
        </message>
    </context>
    <context>
        <name>SoundSection</name>
        <message>
            <source>End the test</source>
            <translation>Test beenden</translation>
        </message>
        <message>
            <source>Let it ring</source>
            <translation>Klingeln lassen</translation>
        </message>
        <message>
            <source>Level of the microphone</source>
            <translation>Mikrofonpegel</translation>
        </message>
        <message>
            <source>Sound</source>
            <translation>Ton</translation>
        </message>
        <message>
            <source>Stop ringing</source>
            <translation>Klingeln beenden</translation>
        </message>
        <message>
            <source>Take echo and noise off my voice</source>
            <translation>Echo und Geräusche aus meiner Stimme entfernen</translation>
        </message>
        <message>
            <source>Test my line…</source>
            <translation>Leitung testen…</translation>
        </message>
        <message>
            <source>Test the microphone</source>
            <translation>Mikrofon testen</translation>
        </message>
        <message>
            <source>Turn it off if your headset does that already.</source>
            <translation>Schalten Sie dies aus, wenn Ihr Headset das schon übernimmt.</translation>
        </message>
        <message>
            <source>Volume of the customer's voice</source>
            <translation>Lautstärke der Kundenstimme</translation>
        </message>
        <message>
            <source>Volume of the ring</source>
            <translation>Lautstärke des Klingelns</translation>
        </message>
    </context>
    <context>
        <name>StatusLine</name>
        <message>
            <source>Loading the numbers…</source>
            <translation>Nummern werden geladen…</translation>
        </message>
        <message>
            <source>No numbers yet</source>
            <translation>Noch keine Nummern</translation>
        </message>
        <message>
            <source>Read the account's numbers from Twilio again (F5 in the list)</source>
            <translation>Nummern des Kontos erneut von Twilio einlesen (F5 in der Liste)</translation>
        </message>
        <message>
            <source>Refresh</source>
            <translation>Aktualisieren</translation>
        </message>
        <message>
            <source>{agent} · some settings are set by {company}</source>
            <translation>{agent} · einige Einstellungen sind von {company} festgelegt</translation>
        </message>
        <message>
            <source>{count} numbers, refreshed {when}</source>
            <translation>{count} Nummern, aktualisiert: {when}</translation>
        </message>
    </context>
    <context>
        <name>SuggestionsPopup</name>
        <message>
            <source>Suggestions</source>
            <translation>Vorschläge</translation>
        </message>
    </context>
    <context>
        <name>SupportDialog</name>
        <message>
            <source>&amp;Save as…</source>
            <translation>&amp;Speichern unter…</translation>
        </message>
        <message>
            <source>(empty)</source>
            <translation>(leer)</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Schließen</translation>
        </message>
        <message>
            <source>Files of the report</source>
            <translation>Dateien des Berichts</translation>
        </message>
        <message>
            <source>Report for support</source>
            <translation>Bericht für den Support</translation>
        </message>
        <message>
            <source>Save the report</source>
            <translation>Bericht speichern</translation>
        </message>
        <message>
            <source>The report is being put together.</source>
            <translation>Der Bericht wird zusammengestellt.</translation>
        </message>
        <message>
            <source>These files are what is saved, nothing more. Telephone numbers, account identifiers and secrets were taken out. Nothing is sent: hand the file on yourself.</source>
            <translation>Gespeichert werden nur diese Dateien, sonst nichts. Telefonnummern, Kontokennungen und Geheimnisse wurden entfernt. Es wird nichts gesendet: Geben Sie die Datei selbst weiter.</translation>
        </message>
        <message>
            <source>Zip files (*.zip)</source>
            <translation>Zip-Dateien (*.zip)</translation>
        </message>
    </context>
    <context>
        <name>SupportModel</name>
        <message>
            <source>Saved as {path}.</source>
            <translation>Gespeichert als {path}.</translation>
        </message>
    </context>
    <context>
        <name>TeamChangeBar</name>
        <message>
            <source>&amp;Pinned: they cannot change it</source>
            <translation>A&amp;ngeheftet: für Agenten nicht änderbar</translation>
        </message>
        <message>
            <source>&amp;Set</source>
            <translation>&amp;Festlegen</translation>
        </message>
        <message>
            <source>&amp;Undo</source>
            <translation>&amp;Rückgängig</translation>
        </message>
        <message>
            <source>A change is under way.</source>
            <translation>Eine Änderung läuft gerade.</translation>
        </message>
        <message>
            <source>Agents done</source>
            <translation>Bearbeitete Agenten</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Abbrechen</translation>
        </message>
        <message>
            <source>Cancelling…</source>
            <translation>Wird abgebrochen…</translation>
        </message>
        <message>
            <source>Choose a number first.</source>
            <translation>Wählen Sie zuerst eine Nummer aus.</translation>
        </message>
        <message>
            <source>Details…</source>
            <translation>Details…</translation>
        </message>
        <message>
            <source>Enter: choose · Ctrl+P: keep at the top · Esc: close</source>
            <translation>Enter: auswählen · Ctrl+P: oben halten · Esc: schließen</translation>
        </message>
        <message>
            <source>Number to set: {number}</source>
            <translation>Festzulegende Nummer: {number}</translation>
        </message>
        <message>
            <source>Numbers of the account</source>
            <translation>Nummern des Kontos</translation>
        </message>
        <message>
            <source>Preview…</source>
            <translation>Vorschau…</translation>
        </message>
        <message>
            <source>Reason</source>
            <translation>Grund</translation>
        </message>
        <message>
            <source>Reason: the agents read it</source>
            <translation>Grund: für die Agenten sichtbar</translation>
        </message>
        <message>
            <source>See what it means for whom (Ctrl+Enter)</source>
            <translation>Auswirkungen auf die einzelnen Agenten ansehen (Ctrl+Enter)</translation>
        </message>
        <message>
            <source>Select agents in the table first.</source>
            <translation>Wählen Sie zuerst Agenten in der Tabelle aus.</translation>
        </message>
        <message>
            <source>Select agents with Shift or Ctrl; Ctrl+A selects all that are shown.</source>
            <translation>Agenten mit Shift oder Ctrl auswählen; Ctrl+A wählt alle angezeigten aus.</translation>
        </message>
        <message>
            <source>Take back: {change}</source>
            <translation>Zurücknehmen: {change}</translation>
        </message>
        <message>
            <source>Take back: {change} (Ctrl+Z)</source>
            <translation>Zurücknehmen: {change} (Ctrl+Z)</translation>
        </message>
        <message>
            <source>The agents read it, and it stands in the record.</source>
            <translation>Die Agenten lesen ihn, und er steht im Protokoll.</translation>
        </message>
        <message>
            <source>choose a number</source>
            <translation>Nummer auswählen</translation>
        </message>
        <message>
            <source>none yet</source>
            <translation>noch keine</translation>
        </message>
        <message>
            <source>{count} of {total} agents selected.</source>
            <translation>{count} von {total} Agenten ausgewählt.</translation>
        </message>
        <message>
            <source>{done} of {total} agents</source>
            <translation>{done} von {total} Agenten</translation>
        </message>
    </context>
    <context>
        <name>TeamMenu</name>
        <message>
            <source>&amp;Open the team</source>
            <translation>Team &amp;öffnen</translation>
        </message>
        <message>
            <source>&amp;Team</source>
            <translation>&amp;Team</translation>
        </message>
    </context>
    <context>
        <name>TeamModel</name>
        <message>
            <source>Changed again by somebody since: {count}.</source>
            <translation>Seitdem erneut von jemandem geändert: {count}.</translation>
        </message>
    </context>
    <context>
        <name>TeamNumbersModel</name>
        <message>
            <source>Default (automatic)</source>
            <translation>Standard (automatisch)</translation>
        </message>
        <message>
            <source>Nothing: clear what was set</source>
            <translation>Keine: Festlegung aufheben</translation>
        </message>
        <message>
            <source>The company's settings decide again.</source>
            <translation>Es gelten wieder die Einstellungen des Unternehmens.</translation>
        </message>
        <message>
            <source>The rules choose for each call.</source>
            <translation>Die Regeln wählen für jeden Anruf aus.</translation>
        </message>
    </context>
    <context>
        <name>TeamPage</name>
        <message>
            <source>&amp;Choose the number to set</source>
            <translation>Festzulegende &amp;Nummer auswählen</translation>
        </message>
        <message>
            <source>&amp;Export the record as CSV…</source>
            <translation>Protokoll als CSV &amp;exportieren…</translation>
        </message>
        <message>
            <source>&amp;Find</source>
            <translation>&amp;Suchen</translation>
        </message>
        <message>
            <source>&amp;Record of changes</source>
            <translation>Änderungs&amp;protokoll</translation>
        </message>
        <message>
            <source>&amp;Undo the latest change</source>
            <translation>Letzte Änderung &amp;rückgängig machen</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>Zurück</translation>
        </message>
        <message>
            <source>Find an agent, a ring group, a caller ID, a name</source>
            <translation>Agent, Rufgruppe, Absendernummer oder Name suchen</translation>
        </message>
        <message>
            <source>Find in the team</source>
            <translation>Im Team suchen</translation>
        </message>
        <message>
            <source>No agent matches “{text}”.</source>
            <translation>Kein Agent passt zu „{text}“.</translation>
        </message>
        <message>
            <source>Pre&amp;view…</source>
            <translation>&amp;Vorschau…</translation>
        </message>
        <message>
            <source>Read &amp;again</source>
            <translation>Neu ein&amp;lesen</translation>
        </message>
        <message>
            <source>Read again</source>
            <translation>Neu einlesen</translation>
        </message>
        <message>
            <source>Reading the team from TaskRouter…</source>
            <translation>Team wird von TaskRouter eingelesen…</translation>
        </message>
        <message>
            <source>Team</source>
            <translation>Team</translation>
        </message>
        <message>
            <source>The TaskRouter workspace has no workers. Add one for each agent, with the agent's name, in the Twilio Console.</source>
            <translation>Der TaskRouter-Workspace hat keine Worker. Fügen Sie in der Twilio Console für jeden Agenten einen mit dessen Namen hinzu.</translation>
        </message>
        <message>
            <source>The team could not be read. {problem}</source>
            <translation>Das Team konnte nicht eingelesen werden. {problem}</translation>
        </message>
        <message>
            <source>{count} agents · as of {time}</source>
            <translation>Agenten: {count} · Stand {time}</translation>
        </message>
        <message>
            <source>{count} agents · reading again…</source>
            <translation>Agenten: {count} · wird neu eingelesen…</translation>
        </message>
    </context>
    <context>
        <name>TeamRows</name>
        <message>
            <source>Agent</source>
            <translation>Agent</translation>
        </message>
        <message>
            <source>Automated</source>
            <translation>Automatisch</translation>
        </message>
        <message>
            <source>By</source>
            <translation>Von</translation>
        </message>
        <message>
            <source>Caller ID</source>
            <translation>Absendernummer</translation>
        </message>
        <message>
            <source>Customized</source>
            <translation>Individuell</translation>
        </message>
        <message>
            <source>Mode</source>
            <translation>Modus</translation>
        </message>
        <message>
            <source>Now</source>
            <translation>Jetzt</translation>
        </message>
        <message>
            <source>Pinned</source>
            <translation>Angeheftet</translation>
        </message>
        <message>
            <source>Ring groups</source>
            <translation>Rufgruppen</translation>
        </message>
        <message>
            <source>Since</source>
            <translation>Seit</translation>
        </message>
        <message>
            <source>Until</source>
            <translation>Bis</translation>
        </message>
        <message>
            <source>Why</source>
            <translation>Grund</translation>
        </message>
        <message>
            <source>none: every call asks</source>
            <translation>keine: wird vor jedem Anruf abgefragt</translation>
        </message>
        <message>
            <source>nothing</source>
            <translation>nichts</translation>
        </message>
        <message>
            <source>on a call</source>
            <translation>im Gespräch</translation>
        </message>
        <message>
            <source>one fixed number</source>
            <translation>eine feste Nummer</translation>
        </message>
        <message>
            <source>pinned</source>
            <translation>angeheftet</translation>
        </message>
    </context>
    <context>
        <name>TeamSheets</name>
        <message>
            <source>&amp;Apply to {count}</source>
            <translation>Für {count} &amp;anwenden</translation>
        </message>
        <message>
            <source>&amp;Export as CSV…</source>
            <translation>Als CSV &amp;exportieren…</translation>
        </message>
        <message>
            <source>Agent</source>
            <translation>Agent</translation>
        </message>
        <message>
            <source>By</source>
            <translation>Von</translation>
        </message>
        <message>
            <source>CSV files (*.csv)</source>
            <translation>CSV-Dateien (*.csv)</translation>
        </message>
        <message>
            <source>Caller ID</source>
            <translation>Absendernummer</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Abbrechen</translation>
        </message>
        <message>
            <source>Changes of caller IDs</source>
            <translation>Änderungen der Absendernummern</translation>
        </message>
        <message>
            <source>Changes of {agent}'s caller ID</source>
            <translation>Änderungen der Absendernummer von {agent}</translation>
        </message>
        <message>
            <source>Export the record of changes</source>
            <translation>Änderungsprotokoll exportieren</translation>
        </message>
        <message>
            <source>From</source>
            <translation>Vorher</translation>
        </message>
        <message>
            <source>Now</source>
            <translation>Jetzt</translation>
        </message>
        <message>
            <source>Pinned</source>
            <translation>Angeheftet</translation>
        </message>
        <message>
            <source>Preview of the change</source>
            <translation>Vorschau der Änderung</translation>
        </message>
        <message>
            <source>Result</source>
            <translation>Ergebnis</translation>
        </message>
        <message>
            <source>The latest first. Each worker at TaskRouter keeps ten; this machine keeps all it has seen.</source>
            <translation>Die neuesten zuerst. Jeder Worker bei TaskRouter behält zehn; dieser Rechner behält alle, die er gesehen hat.</translation>
        </message>
        <message>
            <source>Then</source>
            <translation>Danach</translation>
        </message>
        <message>
            <source>There is nobody for whom this would change anything.</source>
            <translation>Dies würde für niemanden etwas ändern.</translation>
        </message>
        <message>
            <source>Those to look at come first.</source>
            <translation>Was Beachtung braucht, steht zuerst.</translation>
        </message>
        <message>
            <source>To</source>
            <translation>Nachher</translation>
        </message>
        <message>
            <source>To know</source>
            <translation>Hinweis</translation>
        </message>
        <message>
            <source>Until</source>
            <translation>Bis</translation>
        </message>
        <message>
            <source>What became of the change</source>
            <translation>Was aus der Änderung wurde</translation>
        </message>
        <message>
            <source>What happens</source>
            <translation>Was geschieht</translation>
        </message>
        <message>
            <source>When</source>
            <translation>Wann</translation>
        </message>
        <message>
            <source>Why</source>
            <translation>Grund</translation>
        </message>
        <message>
            <source>caller IDs.csv</source>
            <translation>Absendernummern.csv</translation>
        </message>
    </context>
    <context>
        <name>TeamTableView</name>
        <message>
            <source>Agents</source>
            <translation>Agenten</translation>
        </message>
        <message>
            <source>Shift or Ctrl selects many; the menu key has more.</source>
            <translation>Shift oder Ctrl wählt mehrere aus; die Menütaste bietet mehr.</translation>
        </message>
    </context>
    <context>
        <name>TeamWords</name>
        <message>
            <source>Clear what was set</source>
            <translation>Festlegung aufheben</translation>
        </message>
        <message>
            <source>by itself</source>
            <translation>automatisch</translation>
        </message>
        <message>
            <source>changed</source>
            <translation>geändert</translation>
        </message>
        <message>
            <source>changed by somebody else</source>
            <translation>von jemand anderem geändert</translation>
        </message>
        <message>
            <source>changes</source>
            <translation>wird geändert</translation>
        </message>
        <message>
            <source>failed</source>
            <translation>fehlgeschlagen</translation>
        </message>
        <message>
            <source>has it already</source>
            <translation>hat sie bereits</translation>
        </message>
        <message>
            <source>may not use it</source>
            <translation>darf sie nicht verwenden</translation>
        </message>
        <message>
            <source>needed no change</source>
            <translation>keine Änderung nötig</translation>
        </message>
        <message>
            <source>not done</source>
            <translation>nicht ausgeführt</translation>
        </message>
        <message>
            <source>nothing</source>
            <translation>keine</translation>
        </message>
        <message>
            <source>pinned</source>
            <translation>angeheftet</translation>
        </message>
        <message>
            <source>stays as it is: {why}</source>
            <translation>bleibt unverändert: {why}</translation>
        </message>
        <message>
            <source>{count} changed.</source>
            <translation>Geändert: {count}.</translation>
        </message>
        <message>
            <source>{count} failed.</source>
            <translation>Fehlgeschlagen: {count}.</translation>
        </message>
        <message>
            <source>{count} have it already: nothing changes for them.</source>
            <translation>Haben sie bereits, keine Änderung: {count}.</translation>
        </message>
        <message>
            <source>{count} may not use it and stay as they are.</source>
            <translation>Nicht dafür freigegeben, bleiben unverändert: {count}.</translation>
        </message>
        <message>
            <source>{count} may not use it and stay as they are; the reasons are below.</source>
            <translation>Nicht dafür freigegeben, bleiben unverändert: {count}. Die Gründe stehen unten.</translation>
        </message>
        <message>
            <source>{count} needed no change.</source>
            <translation>Keine Änderung nötig: {count}.</translation>
        </message>
        <message>
            <source>{count} put back.</source>
            <translation>Zurückgesetzt: {count}.</translation>
        </message>
        <message>
            <source>{count} were changed by somebody else meanwhile, and that stays.</source>
            <translation>Inzwischen von jemand anderem geändert, das bleibt bestehen: {count}.</translation>
        </message>
        <message>
            <source>{count} were not done.</source>
            <translation>Nicht ausgeführt: {count}.</translation>
        </message>
        <message>
            <source>{count} will change.</source>
            <translation>Wird geändert: {count}.</translation>
        </message>
        <message>
            <source>{what}, for good</source>
            <translation>{what}, dauerhaft</translation>
        </message>
        <message>
            <source>{what}, for good, pinned</source>
            <translation>{what}, dauerhaft, angeheftet</translation>
        </message>
        <message>
            <source>{what}, until {until}</source>
            <translation>{what}, bis {until}</translation>
        </message>
        <message>
            <source>{what}, until {until}, pinned</source>
            <translation>{what}, bis {until}, angeheftet</translation>
        </message>
    </context>
    <context>
        <name>TonePad</name>
        <message>
            <source>Digits that you type now go to the call.</source>
            <translation>Jetzt eingegebene Ziffern werden in den Anruf gesendet.</translation>
        </message>
        <message>
            <source>Keypad tones</source>
            <translation>Tastentöne</translation>
        </message>
        <message>
            <source>Tones sent: {heard}</source>
            <translation>Gesendete Töne: {heard}</translation>
        </message>
        <message>
            <source>Tones sent: {heard}. Sending {waiting}…</source>
            <translation>Gesendete Töne: {heard}. {waiting} wird gesendet…</translation>
        </message>
        <message>
            <source>Type the digits, or press the keys: they go to the call.</source>
            <translation>Geben Sie die Ziffern ein oder drücken Sie die Tasten: Sie werden in den Anruf gesendet.</translation>
        </message>
    </context>
    <context>
        <name>Tray</name>
        <message>
            <source>&amp;Hang up</source>
            <translation>A&amp;uflegen</translation>
        </message>
        <message>
            <source>&amp;Mute</source>
            <translation>Stu&amp;mmschalten</translation>
        </message>
        <message>
            <source>&amp;Open Softphone</source>
            <translation>&amp;Softphone öffnen</translation>
        </message>
        <message>
            <source>&amp;Quit</source>
            <translation>&amp;Beenden</translation>
        </message>
        <message>
            <source>&amp;Redial</source>
            <translation>&amp;Wahlwiederholung</translation>
        </message>
        <message>
            <source>Call from the &amp;clipboard</source>
            <translation>Aus der &amp;Zwischenablage anrufen</translation>
        </message>
    </context>
    <context>
        <name>TrayMenu</name>
        <message>
            <source>Call from the &amp;clipboard: {number}</source>
            <translation>Aus der &amp;Zwischenablage anrufen: {number}</translation>
        </message>
        <message>
            <source>No number on the clipboard</source>
            <translation>Keine Nummer in der Zwischenablage</translation>
        </message>
        <message>
            <source>Softphone</source>
            <translation>Softphone</translation>
        </message>
        <message>
            <source>Softphone: calling {number}</source>
            <translation>Softphone: {number} wird angerufen</translation>
        </message>
        <message>
            <source>Softphone: nobody is signed in</source>
            <translation>Softphone: niemand ist angemeldet</translation>
        </message>
        <message>
            <source>Softphone: talking to {number}</source>
            <translation>Softphone: im Gespräch mit {number}</translation>
        </message>
        <message>
            <source>Softphone: talking to {number}, muted</source>
            <translation>Softphone: im Gespräch mit {number}, stummgeschaltet</translation>
        </message>
    </context>
    <context>
        <name>Until</name>
        <message>
            <source>For how long</source>
            <translation>Wie lange</translation>
        </message>
        <message>
            <source>Until</source>
            <translation>Bis</translation>
        </message>
        <message>
            <source>for 1 hour</source>
            <translation>für 1 Stunde</translation>
        </message>
        <message>
            <source>for good</source>
            <translation>dauerhaft</translation>
        </message>
        <message>
            <source>until another time…</source>
            <translation>bis zu einem anderen Zeitpunkt…</translation>
        </message>
        <message>
            <source>until today, 18:00</source>
            <translation>bis heute, 18:00</translation>
        </message>
        <message>
            <source>until tomorrow, 18:00</source>
            <translation>bis morgen, 18:00</translation>
        </message>
        <message>
            <source>until {time}</source>
            <translation>bis {time}</translation>
        </message>
    </context>
    <context>
        <name>WelcomePage</name>
        <message>
            <source>&amp;Sign in…</source>
            <translation>An&amp;melden…</translation>
        </message>
        <message>
            <source>&amp;Try it in the sandbox</source>
            <translation>In der Sandbox &amp;ausprobieren</translation>
        </message>
        <message>
            <source>A company of its own on this computer: call and look around, no real telephone rings.</source>
            <translation>Ein eigenes Übungsunternehmen auf diesem Computer: anrufen und umsehen, es klingelt kein echtes Telefon.</translation>
        </message>
        <message>
            <source>Use your company's Twilio account; your supervisor has what it asks for.</source>
            <translation>Nutzen Sie das Twilio-Konto Ihres Unternehmens; Ihre Teamleitung hat die nötigen Angaben.</translation>
        </message>
        <message>
            <source>Welcome to Softphone</source>
            <translation>Willkommen bei Softphone</translation>
        </message>
    </context>
    <context>
        <name>WhyModel</name>
        <message>
            <source>The list of numbers was read from Twilio on {when}.</source>
            <translation>Die Liste der Nummern wurde am {when} von Twilio eingelesen.</translation>
        </message>
        <message>
            <source>{number}: {why}</source>
            <translation>{number}: {why}</translation>
        </message>
        <message>
            <source>{why}. By the rules alone it would be:</source>
            <translation>{why}. Allein nach den Regeln wäre es:</translation>
        </message>
    </context>
    <context>
        <name>WhyPopup</name>
        <message>
            <source>Numbers passed over</source>
            <translation>Übergangene Nummern</translation>
        </message>
        <message>
            <source>Passed over</source>
            <translation>Übergangen</translation>
        </message>
        <message>
            <source>Why this number?</source>
            <translation>Warum diese Nummer?</translation>
        </message>
        <message>
            <source>found</source>
            <translation>gefunden</translation>
        </message>
        <message>
            <source>nobody</source>
            <translation>keine</translation>
        </message>
    </context>
    <context>
        <name>Words</name>
        <message>
            <source>+{calling_code}</source>
            <translation>+{calling_code}</translation>
        </message>
        <message>
            <source>00 was read as +.</source>
            <translation>00 wurde als + gelesen.</translation>
        </message>
        <message>
            <source>15 was read as the 9 of Argentina's mobiles.</source>
            <translation>15 wurde als die 9 der argentinischen Mobilnummern gelesen.</translation>
        </message>
        <message>
            <source>A SIP address, a phone number, or client: and a name.</source>
            <translation>Eine SIP-Adresse, eine Telefonnummer oder client: und ein Name.</translation>
        </message>
        <message>
            <source>A contact needs a telephone number.</source>
            <translation>Ein Kontakt braucht eine Telefonnummer.</translation>
        </message>
        <message>
            <source>A new one is asked for by itself. If this stays, look at this computer's clock.</source>
            <translation>Ein neues wird automatisch angefordert. Bleibt das so, prüfen Sie die Uhr dieses Computers.</translation>
        </message>
        <message>
            <source>A newer version of this program may know better; tell its makers.</source>
            <translation>Eine neuere Version kann das vielleicht; sagen Sie den Herstellern Bescheid.</translation>
        </message>
        <message>
            <source>A quotation mark is opened here and not closed.</source>
            <translation>Hier wird ein Anführungszeichen geöffnet und nicht geschlossen.</translation>
        </message>
        <message>
            <source>A sandbox must be on this machine; “{url}” is not.</source>
            <translation>Eine Sandbox muss auf diesem Rechner laufen; bei „{url}“ ist das nicht der Fall.</translation>
        </message>
        <message>
            <source>A short code cannot be called.</source>
            <translation>Eine Kurzwahlnummer kann nicht angerufen werden.</translation>
        </message>
        <message>
            <source>A system library that audio in the app needs is missing.</source>
            <translation>Eine Systembibliothek, die für Audio in der App nötig ist, fehlt.</translation>
        </message>
        <message>
            <source>A trial account calls verified numbers only.</source>
            <translation>Ein Testkonto ruft nur verifizierte Nummern an.</translation>
        </message>
        <message>
            <source>A trial account cannot do this.</source>
            <translation>Ein Testkonto kann das nicht.</translation>
        </message>
        <message>
            <source>A web page came in place of Twilio's answer: this network may want you to sign in first.</source>
            <translation>Statt Twilios Antwort kam eine Webseite: Dieses Netz verlangt vielleicht zuerst eine Anmeldung.</translation>
        </message>
        <message>
            <source>API key SID</source>
            <translation>SID des API-Schlüssels</translation>
        </message>
        <message>
            <source>Account</source>
            <translation>Konto</translation>
        </message>
        <message>
            <source>Account SID</source>
            <translation>Account-SID</translation>
        </message>
        <message>
            <source>Acre</source>
            <translation>Acre</translation>
        </message>
        <message>
            <source>Afghanistan</source>
            <translation>Afghanistan</translation>
        </message>
        <message>
            <source>Alabama</source>
            <translation>Alabama</translation>
        </message>
        <message>
            <source>Alagoas</source>
            <translation>Alagoas</translation>
        </message>
        <message>
            <source>Alaska</source>
            <translation>Alaska</translation>
        </message>
        <message>
            <source>Albania</source>
            <translation>Albanien</translation>
        </message>
        <message>
            <source>Alberta</source>
            <translation>Alberta</translation>
        </message>
        <message>
            <source>Algeria</source>
            <translation>Algerien</translation>
        </message>
        <message>
            <source>Allow it in the system's privacy settings, then call again.</source>
            <translation>Erlauben Sie es in den Datenschutzeinstellungen des Systems und rufen Sie dann erneut an.</translation>
        </message>
        <message>
            <source>Amapá</source>
            <translation>Amapá</translation>
        </message>
        <message>
            <source>Amazonas</source>
            <translation>Amazonas</translation>
        </message>
        <message>
            <source>American Samoa</source>
            <translation>Amerikanisch-Samoa</translation>
        </message>
        <message>
            <source>An administrator can allow it under Voice, Geographic permissions in the Twilio Console.</source>
            <translation>Ihre Administration kann es in der Twilio Console unter Voice, Geographic permissions erlauben.</translation>
        </message>
        <message>
            <source>An administrator can correct it in the company's settings.</source>
            <translation>Ihre Administration kann sie in den Einstellungen des Unternehmens korrigieren.</translation>
        </message>
        <message>
            <source>An administrator can give the key that permission.</source>
            <translation>Ihre Administration kann dem Schlüssel diese Berechtigung geben.</translation>
        </message>
        <message>
            <source>An administrator can put the worker's attributes right: they must be a JSON object.</source>
            <translation>Ihre Administration kann die Attribute des Workers berichtigen: Sie müssen ein JSON-Objekt sein.</translation>
        </message>
        <message>
            <source>An answer pointed to an address that is not Twilio's, and was not followed.</source>
            <translation>Eine Antwort verwies auf eine Adresse, die nicht Twilio gehört; ihr wurde nicht gefolgt.</translation>
        </message>
        <message>
            <source>Andorra</source>
            <translation>Andorra</translation>
        </message>
        <message>
            <source>Angola</source>
            <translation>Angola</translation>
        </message>
        <message>
            <source>Anguilla</source>
            <translation>Anguilla</translation>
        </message>
        <message>
            <source>Antigua &amp; Barbuda</source>
            <translation>Antigua und Barbuda</translation>
        </message>
        <message>
            <source>Any number of the account</source>
            <translation>Jede Nummer des Kontos</translation>
        </message>
        <message>
            <source>Argentina</source>
            <translation>Argentinien</translation>
        </message>
        <message>
            <source>Arizona</source>
            <translation>Arizona</translation>
        </message>
        <message>
            <source>Arkansas</source>
            <translation>Arkansas</translation>
        </message>
        <message>
            <source>Armenia</source>
            <translation>Armenien</translation>
        </message>
        <message>
            <source>Aruba</source>
            <translation>Aruba</translation>
        </message>
        <message>
            <source>As the system</source>
            <translation>Wie das System</translation>
        </message>
        <message>
            <source>As your supervisor knows it, e.g. ana.</source>
            <translation>So, wie Ihre Teamleitung ihn kennt, z. B. ana.</translation>
        </message>
        <message>
            <source>Ascension Island</source>
            <translation>Ascension</translation>
        </message>
        <message>
            <source>Ask the person who manages your Twilio account.</source>
            <translation>Fragen Sie die Person, die Ihr Twilio-Konto verwaltet.</translation>
        </message>
        <message>
            <source>Ask whoever runs your network for a proxy with a password, or for an exception.</source>
            <translation>Bitten Sie, wer Ihr Netz betreibt, um einen Proxy mit Passwort oder eine Ausnahme.</translation>
        </message>
        <message>
            <source>Ask whoever runs your network to allow Twilio's voice media.</source>
            <translation>Bitten Sie Ihre Netzwerkadministration, die Sprachdaten von Twilio zuzulassen.</translation>
        </message>
        <message>
            <source>Ask whoever runs your network to allow api.twilio.com.</source>
            <translation>Bitten Sie, wer Ihr Netz betreibt, api.twilio.com zu erlauben.</translation>
        </message>
        <message>
            <source>Ask whoever runs your network to install their certificate, or set SSL_CERT_FILE.</source>
            <translation>Bitten Sie, wer Ihr Netz betreibt, das Zertifikat zu installieren, oder setzen Sie SSL_CERT_FILE.</translation>
        </message>
        <message>
            <source>Ask whoever runs your network; the proxy is set in HTTPS_PROXY.</source>
            <translation>Fragen Sie, wer Ihr Netz betreibt; der Proxy steht in HTTPS_PROXY.</translation>
        </message>
        <message>
            <source>Ask {by}.</source>
            <translation>Fragen Sie {by}.</translation>
        </message>
        <message>
            <source>Audio in the app is not installed.</source>
            <translation>Audio in der App ist nicht installiert.</translation>
        </message>
        <message>
            <source>Audio in the app is off: your calls ring at another phone.</source>
            <translation>Audio in der App ist aus: Ihre Anrufe klingeln an einem anderen Telefon.</translation>
        </message>
        <message>
            <source>Australia</source>
            <translation>Australien</translation>
        </message>
        <message>
            <source>Australia (AU1)</source>
            <translation>Australien (AU1)</translation>
        </message>
        <message>
            <source>Austria</source>
            <translation>Österreich</translation>
        </message>
        <message>
            <source>Automated uses verified numbers</source>
            <translation>„Automatisch“ nutzt verifizierte Nummern</translation>
        </message>
        <message>
            <source>Azerbaijan</source>
            <translation>Aserbaidschan</translation>
        </message>
        <message>
            <source>Bad</source>
            <translation>Schlecht</translation>
        </message>
        <message>
            <source>Bahamas</source>
            <translation>Bahamas</translation>
        </message>
        <message>
            <source>Bahia</source>
            <translation>Bahia</translation>
        </message>
        <message>
            <source>Bahrain</source>
            <translation>Bahrain</translation>
        </message>
        <message>
            <source>Bangladesh</source>
            <translation>Bangladesch</translation>
        </message>
        <message>
            <source>Barbados</source>
            <translation>Barbados</translation>
        </message>
        <message>
            <source>Belarus</source>
            <translation>Belarus</translation>
        </message>
        <message>
            <source>Belgium</source>
            <translation>Belgien</translation>
        </message>
        <message>
            <source>Belize</source>
            <translation>Belize</translation>
        </message>
        <message>
            <source>Benin</source>
            <translation>Benin</translation>
        </message>
        <message>
            <source>Bermuda</source>
            <translation>Bermuda</translation>
        </message>
        <message>
            <source>Bhutan</source>
            <translation>Bhutan</translation>
        </message>
        <message>
            <source>Bolivia</source>
            <translation>Bolivien</translation>
        </message>
        <message>
            <source>Bosnia &amp; Herzegovina</source>
            <translation>Bosnien und Herzegowina</translation>
        </message>
        <message>
            <source>Botswana</source>
            <translation>Botsuana</translation>
        </message>
        <message>
            <source>Brazil</source>
            <translation>Brasilien</translation>
        </message>
        <message>
            <source>British Columbia</source>
            <translation>British Columbia</translation>
        </message>
        <message>
            <source>British Indian Ocean Territory</source>
            <translation>Britisches Territorium im Indischen Ozean</translation>
        </message>
        <message>
            <source>British Virgin Islands</source>
            <translation>Britische Jungferninseln</translation>
        </message>
        <message>
            <source>Brunei</source>
            <translation>Brunei Darussalam</translation>
        </message>
        <message>
            <source>Build it where npm is installed, or choose another phone under Account.</source>
            <translation>Erstellen Sie es dort, wo npm installiert ist, oder wählen Sie unter „Konto“ ein anderes Telefon.</translation>
        </message>
        <message>
            <source>Built in</source>
            <translation>Voreingestellt</translation>
        </message>
        <message>
            <source>Bulgaria</source>
            <translation>Bulgarien</translation>
        </message>
        <message>
            <source>Burkina Faso</source>
            <translation>Burkina Faso</translation>
        </message>
        <message>
            <source>Burundi</source>
            <translation>Burundi</translation>
        </message>
        <message>
            <source>California</source>
            <translation>Kalifornien</translation>
        </message>
        <message>
            <source>Call again.</source>
            <translation>Rufen Sie erneut an.</translation>
        </message>
        <message>
            <source>Call again?</source>
            <translation>Erneut anrufen?</translation>
        </message>
        <message>
            <source>Caller ID</source>
            <translation>Absendernummer</translation>
        </message>
        <message>
            <source>Calling is switched off for this Twilio account.</source>
            <translation>Für dieses Twilio-Konto ist das Telefonieren abgeschaltet.</translation>
        </message>
        <message>
            <source>Calls will be hard to follow on this line at the moment.</source>
            <translation>Anrufe werden auf dieser Leitung zurzeit schwer zu verstehen sein.</translation>
        </message>
        <message>
            <source>Cambodia</source>
            <translation>Kambodscha</translation>
        </message>
        <message>
            <source>Cameroon</source>
            <translation>Kamerun</translation>
        </message>
        <message>
            <source>Canada</source>
            <translation>Kanada</translation>
        </message>
        <message>
            <source>Cancelled.</source>
            <translation>Abgebrochen.</translation>
        </message>
        <message>
            <source>Cape Verde</source>
            <translation>Cabo Verde</translation>
        </message>
        <message>
            <source>Caribbean Netherlands</source>
            <translation>Karibische Niederlande</translation>
        </message>
        <message>
            <source>Cayman Islands</source>
            <translation>Kaimaninseln</translation>
        </message>
        <message>
            <source>Ceará</source>
            <translation>Ceará</translation>
        </message>
        <message>
            <source>Central African Republic</source>
            <translation>Zentralafrikanische Republik</translation>
        </message>
        <message>
            <source>Chad</source>
            <translation>Tschad</translation>
        </message>
        <message>
            <source>Check its SID and secret. A key of Ireland or Australia needs the setting twilio.region.</source>
            <translation>Prüfen Sie SID und Geheimnis. Ein Schlüssel aus Irland oder Australien braucht die Einstellung twilio.region.</translation>
        </message>
        <message>
            <source>Check that it is there and that you may open it.</source>
            <translation>Prüfen Sie, ob die Datei vorhanden ist und Sie sie öffnen dürfen.</translation>
        </message>
        <message>
            <source>Check the account SID under Account.</source>
            <translation>Prüfen Sie die Account-SID unter „Konto“.</translation>
        </message>
        <message>
            <source>Check the account SID, and that the key was made in that account and region.</source>
            <translation>Prüfen Sie die Account-SID und ob der Schlüssel in diesem Konto und dieser Region erstellt wurde.</translation>
        </message>
        <message>
            <source>Check the key, and that it was made in the region that twilio.region names.</source>
            <translation>Prüfen Sie den Schlüssel und ob er in der Region entstand, die twilio.region nennt.</translation>
        </message>
        <message>
            <source>Check the network connection, then try again.</source>
            <translation>Prüfen Sie die Netzwerkverbindung und versuchen Sie es erneut.</translation>
        </message>
        <message>
            <source>Check the network connection. It is tried again by itself.</source>
            <translation>Prüfen Sie die Netzwerkverbindung. Es wird automatisch erneut versucht.</translation>
        </message>
        <message>
            <source>Check the network connection; ask whoever runs it to allow Twilio's voice media.</source>
            <translation>Prüfen Sie die Netzwerkverbindung; bitten Sie Ihre Netzwerkadministration, die Sprachdaten von Twilio zuzulassen.</translation>
        </message>
        <message>
            <source>Check the network connection; behind a proxy, set HTTPS_PROXY.</source>
            <translation>Prüfen Sie die Netzverbindung; hinter einem Proxy setzen Sie HTTPS_PROXY.</translation>
        </message>
        <message>
            <source>Check the number and call again.</source>
            <translation>Prüfen Sie die Nummer und rufen Sie erneut an.</translation>
        </message>
        <message>
            <source>Check the number.</source>
            <translation>Prüfen Sie die Nummer.</translation>
        </message>
        <message>
            <source>Check what stands between this computer and Twilio, then try again.</source>
            <translation>Prüfen Sie, was zwischen diesem Rechner und Twilio steht, und versuchen Sie es erneut.</translation>
        </message>
        <message>
            <source>Check what stands between this computer and Twilio.</source>
            <translation>Prüfen Sie, was zwischen diesem Rechner und Twilio steht.</translation>
        </message>
        <message>
            <source>Check who may write there; then try again.</source>
            <translation>Prüfen Sie, wer dort schreiben darf, und versuchen Sie es erneut.</translation>
        </message>
        <message>
            <source>Chile</source>
            <translation>Chile</translation>
        </message>
        <message>
            <source>China</source>
            <translation>China</translation>
        </message>
        <message>
            <source>Choose a later time.</source>
            <translation>Wählen Sie einen späteren Zeitpunkt.</translation>
        </message>
        <message>
            <source>Choose another caller ID.</source>
            <translation>Wählen Sie eine andere Absendernummer aus.</translation>
        </message>
        <message>
            <source>Choose another folder.</source>
            <translation>Wählen Sie einen anderen Ordner aus.</translation>
        </message>
        <message>
            <source>Choose another name under Account: letters, digits, - and _.</source>
            <translation>Wählen Sie unter „Konto“ einen anderen Namen: Buchstaben, Ziffern, - und _.</translation>
        </message>
        <message>
            <source>Choose another number.</source>
            <translation>Wählen Sie eine andere Nummer aus.</translation>
        </message>
        <message>
            <source>Choose it in the system's settings.</source>
            <translation>Legen Sie es in den Systemeinstellungen fest.</translation>
        </message>
        <message>
            <source>Choose it to call it.</source>
            <translation>Wählen Sie sie aus, um sie anzurufen.</translation>
        </message>
        <message>
            <source>Choose somebody else.</source>
            <translation>Wählen Sie jemand anderen aus.</translation>
        </message>
        <message>
            <source>Choose the number to show before you call.</source>
            <translation>Wählen Sie vor dem Anruf die anzuzeigende Nummer aus.</translation>
        </message>
        <message>
            <source>Choose the one you want to call.</source>
            <translation>Wählen Sie diejenige aus, die Sie anrufen möchten.</translation>
        </message>
        <message>
            <source>Chosen by you</source>
            <translation>Von Ihnen ausgewählt</translation>
        </message>
        <message>
            <source>Christmas Island</source>
            <translation>Weihnachtsinsel</translation>
        </message>
        <message>
            <source>Close the other program, or choose another microphone under Preferences.</source>
            <translation>Schließen Sie das andere Programm oder wählen Sie in den Einstellungen ein anderes Mikrofon.</translation>
        </message>
        <message>
            <source>Closing the window keeps the softphone in the tray, where there is one. Off: closing quits.</source>
            <translation>Beim Schließen des Fensters bleibt das Softphone im Infobereich, sofern es einen gibt. Aus: Schließen beendet es.</translation>
        </message>
        <message>
            <source>Cocos (Keeling) Islands</source>
            <translation>Kokosinseln</translation>
        </message>
        <message>
            <source>Codes with * or # cannot be dialled.</source>
            <translation>Codes mit * oder # können nicht gewählt werden.</translation>
        </message>
        <message>
            <source>Colombia</source>
            <translation>Kolumbien</translation>
        </message>
        <message>
            <source>Colorado</source>
            <translation>Colorado</translation>
        </message>
        <message>
            <source>Comoros</source>
            <translation>Komoren</translation>
        </message>
        <message>
            <source>Congo - Brazzaville</source>
            <translation>Kongo-Brazzaville</translation>
        </message>
        <message>
            <source>Congo - Kinshasa</source>
            <translation>Kongo-Kinshasa</translation>
        </message>
        <message>
            <source>Connecticut</source>
            <translation>Connecticut</translation>
        </message>
        <message>
            <source>Contacts imported: {count}.</source>
            <translation>Importierte Kontakte: {count}.</translation>
        </message>
        <message>
            <source>Cook Islands</source>
            <translation>Cookinseln</translation>
        </message>
        <message>
            <source>Costa Rica</source>
            <translation>Costa Rica</translation>
        </message>
        <message>
            <source>Croatia</source>
            <translation>Kroatien</translation>
        </message>
        <message>
            <source>Ctrl+Shift+F8 hangs up, Ctrl+Shift+F9 takes the number from the clipboard. Not on macOS.</source>
            <translation>Ctrl+Shift+F8 legt auf, Ctrl+Shift+F9 übernimmt die Nummer aus der Zwischenablage. Nicht unter macOS.</translation>
        </message>
        <message>
            <source>Cuba</source>
            <translation>Kuba</translation>
        </message>
        <message>
            <source>Curaçao</source>
            <translation>Curaçao</translation>
        </message>
        <message>
            <source>Customized: the agent picks a number. Automated: the rules choose one for each call.</source>
            <translation>Individuell: Der Agent wählt eine Nummer aus. Automatisch: Die Regeln wählen für jeden Anruf eine aus.</translation>
        </message>
        <message>
            <source>Cyprus</source>
            <translation>Zypern</translation>
        </message>
        <message>
            <source>Czechia</source>
            <translation>Tschechien</translation>
        </message>
        <message>
            <source>Côte d’Ivoire</source>
            <translation>Côte d’Ivoire</translation>
        </message>
        <message>
            <source>Dark</source>
            <translation>Dunkel</translation>
        </message>
        <message>
            <source>Default (automatic)</source>
            <translation>Standard (automatisch)</translation>
        </message>
        <message>
            <source>Default is not offered here.</source>
            <translation>„Standard“ wird hier nicht angeboten.</translation>
        </message>
        <message>
            <source>Default is not offered to {agent}.</source>
            <translation>„Standard“ wird {agent} nicht angeboten.</translation>
        </message>
        <message>
            <source>Delaware</source>
            <translation>Delaware</translation>
        </message>
        <message>
            <source>Denmark</source>
            <translation>Dänemark</translation>
        </message>
        <message>
            <source>Dialling</source>
            <translation>Wählen</translation>
        </message>
        <message>
            <source>District of Columbia</source>
            <translation>District of Columbia</translation>
        </message>
        <message>
            <source>Distrito Federal</source>
            <translation>Distrito Federal</translation>
        </message>
        <message>
            <source>Djibouti</source>
            <translation>Dschibuti</translation>
        </message>
        <message>
            <source>Dominica</source>
            <translation>Dominica</translation>
        </message>
        <message>
            <source>Dominican Republic</source>
            <translation>Dominikanische Republik</translation>
        </message>
        <message>
            <source>Ecuador</source>
            <translation>Ecuador</translation>
        </message>
        <message>
            <source>Egypt</source>
            <translation>Ägypten</translation>
        </message>
        <message>
            <source>El Salvador</source>
            <translation>El Salvador</translation>
        </message>
        <message>
            <source>Equatorial Guinea</source>
            <translation>Äquatorialguinea</translation>
        </message>
        <message>
            <source>Eritrea</source>
            <translation>Eritrea</translation>
        </message>
        <message>
            <source>Espírito Santo</source>
            <translation>Espírito Santo</translation>
        </message>
        <message>
            <source>Estonia</source>
            <translation>Estland</translation>
        </message>
        <message>
            <source>Eswatini</source>
            <translation>Eswatini</translation>
        </message>
        <message>
            <source>Ethiopia</source>
            <translation>Äthiopien</translation>
        </message>
        <message>
            <source>Exactly as typed: nothing was assumed.</source>
            <translation>Genau wie eingegeben: Es wurde nichts ergänzt.</translation>
        </message>
        <message>
            <source>Export the contacts as CSV or vCard (.vcf), and choose that file.</source>
            <translation>Exportieren Sie die Kontakte als CSV oder vCard (.vcf) und wählen Sie diese Datei aus.</translation>
        </message>
        <message>
            <source>Export the contacts without pictures, or in several files.</source>
            <translation>Exportieren Sie die Kontakte ohne Bilder oder in mehrere Dateien.</translation>
        </message>
        <message>
            <source>Extension {extension} is not dialled.</source>
            <translation>Die Durchwahl {extension} wird nicht gewählt.</translation>
        </message>
        <message>
            <source>Fair</source>
            <translation>Mittel</translation>
        </message>
        <message>
            <source>Falkland Islands</source>
            <translation>Falklandinseln</translation>
        </message>
        <message>
            <source>Faroe Islands</source>
            <translation>Färöer</translation>
        </message>
        <message>
            <source>Fiji</source>
            <translation>Fidschi</translation>
        </message>
        <message>
            <source>Finish the transfer first.</source>
            <translation>Schließen Sie zuerst die Übergabe ab.</translation>
        </message>
        <message>
            <source>Finland</source>
            <translation>Finnland</translation>
        </message>
        <message>
            <source>First of your local numbers</source>
            <translation>Erste Ihrer lokalen Nummern</translation>
        </message>
        <message>
            <source>First of your local numbers in {country}</source>
            <translation>Erste Ihrer örtlichen Nummern in {country}</translation>
        </message>
        <message>
            <source>First of your local numbers with +{calling_code}</source>
            <translation>Erste Ihrer lokalen Nummern mit +{calling_code}</translation>
        </message>
        <message>
            <source>Florida</source>
            <translation>Florida</translation>
        </message>
        <message>
            <source>France</source>
            <translation>Frankreich</translation>
        </message>
        <message>
            <source>French Guiana</source>
            <translation>Französisch-Guayana</translation>
        </message>
        <message>
            <source>French Polynesia</source>
            <translation>Französisch-Polynesien</translation>
        </message>
        <message>
            <source>Gabon</source>
            <translation>Gabun</translation>
        </message>
        <message>
            <source>Gambia</source>
            <translation>Gambia</translation>
        </message>
        <message>
            <source>Georgia</source>
            <translation>Georgia</translation>
        </message>
        <message>
            <source>Georgia (country)</source>
            <translation>Georgien</translation>
        </message>
        <message>
            <source>Germany</source>
            <translation>Deutschland</translation>
        </message>
        <message>
            <source>Ghana</source>
            <translation>Ghana</translation>
        </message>
        <message>
            <source>Gibraltar</source>
            <translation>Gibraltar</translation>
        </message>
        <message>
            <source>Go on. If it comes again, send a report: Help, Report for support.</source>
            <translation>Arbeiten Sie weiter. Kommt es wieder, senden Sie einen Bericht: Hilfe, Bericht für den Support.</translation>
        </message>
        <message>
            <source>Goiás</source>
            <translation>Goiás</translation>
        </message>
        <message>
            <source>Good</source>
            <translation>Gut</translation>
        </message>
        <message>
            <source>Greece</source>
            <translation>Griechenland</translation>
        </message>
        <message>
            <source>Greenland</source>
            <translation>Grönland</translation>
        </message>
        <message>
            <source>Grenada</source>
            <translation>Grenada</translation>
        </message>
        <message>
            <source>Guadeloupe</source>
            <translation>Guadeloupe</translation>
        </message>
        <message>
            <source>Guam</source>
            <translation>Guam</translation>
        </message>
        <message>
            <source>Guatemala</source>
            <translation>Guatemala</translation>
        </message>
        <message>
            <source>Guernsey</source>
            <translation>Guernsey</translation>
        </message>
        <message>
            <source>Guinea</source>
            <translation>Guinea</translation>
        </message>
        <message>
            <source>Guinea-Bissau</source>
            <translation>Guinea-Bissau</translation>
        </message>
        <message>
            <source>Guyana</source>
            <translation>Guyana</translation>
        </message>
        <message>
            <source>Haiti</source>
            <translation>Haiti</translation>
        </message>
        <message>
            <source>Hanging up…</source>
            <translation>Wird aufgelegt…</translation>
        </message>
        <message>
            <source>Hawaii</source>
            <translation>Hawaii</translation>
        </message>
        <message>
            <source>Home country</source>
            <translation>Heimatland</translation>
        </message>
        <message>
            <source>Honduras</source>
            <translation>Honduras</translation>
        </message>
        <message>
            <source>Hong Kong</source>
            <translation>Sonderverwaltungsregion Hongkong</translation>
        </message>
        <message>
            <source>Hungary</source>
            <translation>Ungarn</translation>
        </message>
        <message>
            <source>Iceland</source>
            <translation>Island</translation>
        </message>
        <message>
            <source>Idaho</source>
            <translation>Idaho</translation>
        </message>
        <message>
            <source>Illinois</source>
            <translation>Illinois</translation>
        </message>
        <message>
            <source>In a Flatpak the system's settings choose the program for links.</source>
            <translation>In Flatpak legen die Systemeinstellungen das Programm für Links fest.</translation>
        </message>
        <message>
            <source>In the tray, or minimised where there is none.</source>
            <translation>Im Infobereich, oder minimiert, wenn es keinen gibt.</translation>
        </message>
        <message>
            <source>In {country} this number is {number} today.</source>
            <translation>In {country} lautet diese Nummer heute {number}.</translation>
        </message>
        <message>
            <source>India</source>
            <translation>Indien</translation>
        </message>
        <message>
            <source>Indiana</source>
            <translation>Indiana</translation>
        </message>
        <message>
            <source>Indonesia</source>
            <translation>Indonesien</translation>
        </message>
        <message>
            <source>Install it with: pip install 'softphone[audio]'. Or choose another phone under Account.</source>
            <translation>Installieren Sie es mit: pip install 'softphone[audio]'. Oder wählen Sie unter „Konto“ ein anderes Telefon.</translation>
        </message>
        <message>
            <source>Invisible characters were left out.</source>
            <translation>Unsichtbare Zeichen wurden ausgelassen.</translation>
        </message>
        <message>
            <source>Iowa</source>
            <translation>Iowa</translation>
        </message>
        <message>
            <source>Iran</source>
            <translation>Iran</translation>
        </message>
        <message>
            <source>Iraq</source>
            <translation>Irak</translation>
        </message>
        <message>
            <source>Ireland</source>
            <translation>Irland</translation>
        </message>
        <message>
            <source>Ireland (IE1)</source>
            <translation>Irland (IE1)</translation>
        </message>
        <message>
            <source>Isle of Man</source>
            <translation>Isle of Man</translation>
        </message>
        <message>
            <source>Israel</source>
            <translation>Israel</translation>
        </message>
        <message>
            <source>It cannot carry calls any more.</source>
            <translation>Sie eignet sich nicht mehr für Anrufe.</translation>
        </message>
        <message>
            <source>It cannot carry calls.</source>
            <translation>Sie eignet sich nicht für Anrufe.</translation>
        </message>
        <message>
            <source>It is not known where your phone rings.</source>
            <translation>Es ist nicht bekannt, wo Ihr Telefon klingelt.</translation>
        </message>
        <message>
            <source>It is not known whether the other side still hears. Call again once your line is ready.</source>
            <translation>Es ist nicht bekannt, ob die Gegenseite noch etwas hört. Rufen Sie erneut an, sobald Ihre Leitung bereit ist.</translation>
        </message>
        <message>
            <source>It is set to receive fax.</source>
            <translation>Sie ist für den Faxempfang eingerichtet.</translation>
        </message>
        <message>
            <source>It is the number being called.</source>
            <translation>Sie ist die angerufene Nummer.</translation>
        </message>
        <message>
            <source>It is tried again by itself.</source>
            <translation>Es wird automatisch erneut versucht.</translation>
        </message>
        <message>
            <source>It is {owner}'s dedicated line.</source>
            <translation>Sie ist die persönliche Nummer von {owner}.</translation>
        </message>
        <message>
            <source>It looks like desk@acme.example.</source>
            <translation>Sie sieht so aus: desk@acme.example.</translation>
        </message>
        <message>
            <source>It must be made with a standard API key of this account, or come from your company's token URL.</source>
            <translation>Es muss mit einem Standard-API-Schlüssel dieses Kontos erstellt werden oder von der Token-URL Ihres Unternehmens stammen.</translation>
        </message>
        <message>
            <source>It needs the permission “{needs}”; an administrator can give it that.</source>
            <translation>Nötig ist die Berechtigung „{needs}“; Ihre Administration kann sie erteilen.</translation>
        </message>
        <message>
            <source>It replaced {caller_id}, which {by} had set at {time}.</source>
            <translation>Damit wurde {caller_id} ersetzt, festgelegt von {by} um {time}.</translation>
        </message>
        <message>
            <source>It should be {expected}.</source>
            <translation>Erwartet wird {expected}.</translation>
        </message>
        <message>
            <source>It was cleared since.</source>
            <translation>Die Festlegung wurde seitdem aufgehoben.</translation>
        </message>
        <message>
            <source>Italy</source>
            <translation>Italien</translation>
        </message>
        <message>
            <source>Jamaica</source>
            <translation>Jamaika</translation>
        </message>
        <message>
            <source>Japan</source>
            <translation>Japan</translation>
        </message>
        <message>
            <source>Jersey</source>
            <translation>Jersey</translation>
        </message>
        <message>
            <source>Jordan</source>
            <translation>Jordanien</translation>
        </message>
        <message>
            <source>Kansas</source>
            <translation>Kansas</translation>
        </message>
        <message>
            <source>Kazakhstan</source>
            <translation>Kasachstan</translation>
        </message>
        <message>
            <source>Keep running in the tray</source>
            <translation>Im Infobereich weiterlaufen</translation>
        </message>
        <message>
            <source>Kentucky</source>
            <translation>Kentucky</translation>
        </message>
        <message>
            <source>Kenya</source>
            <translation>Kenia</translation>
        </message>
        <message>
            <source>Keys for when they have answered: {keys}.</source>
            <translation>Tasten für nach dem Abheben: {keys}.</translation>
        </message>
        <message>
            <source>Keys that work in every window</source>
            <translation>Tasten, die in jedem Fenster wirken</translation>
        </message>
        <message>
            <source>Kiribati</source>
            <translation>Kiribati</translation>
        </message>
        <message>
            <source>Kosovo</source>
            <translation>Kosovo</translation>
        </message>
        <message>
            <source>Kuwait</source>
            <translation>Kuwait</translation>
        </message>
        <message>
            <source>Kyrgyzstan</source>
            <translation>Kirgisistan</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>Sprache</translation>
        </message>
        <message>
            <source>Laos</source>
            <translation>Laos</translation>
        </message>
        <message>
            <source>Last resort</source>
            <translation>Letzter Ausweg</translation>
        </message>
        <message>
            <source>Latvia</source>
            <translation>Lettland</translation>
        </message>
        <message>
            <source>Leave a VPN if you may, and stop large uploads. Pause a little before you speak.</source>
            <translation>Trennen Sie ein VPN, wenn Sie dürfen, und stoppen Sie große Uploads. Warten Sie kurz, bevor Sie sprechen.</translation>
        </message>
        <message>
            <source>Lebanon</source>
            <translation>Libanon</translation>
        </message>
        <message>
            <source>Left out: “{text}”.</source>
            <translation>Ausgelassen: „{text}“.</translation>
        </message>
        <message>
            <source>Lesotho</source>
            <translation>Lesotho</translation>
        </message>
        <message>
            <source>Letters were read as keypad digits.</source>
            <translation>Buchstaben wurden als Ziffern des Tastenfelds gelesen.</translation>
        </message>
        <message>
            <source>Liberia</source>
            <translation>Liberia</translation>
        </message>
        <message>
            <source>Libya</source>
            <translation>Libyen</translation>
        </message>
        <message>
            <source>Liechtenstein</source>
            <translation>Liechtenstein</translation>
        </message>
        <message>
            <source>Light</source>
            <translation>Hell</translation>
        </message>
        <message>
            <source>Light, dark, or as the system is.</source>
            <translation>Hell, dunkel oder wie das System.</translation>
        </message>
        <message>
            <source>Links call by themselves</source>
            <translation>Links rufen von selbst an</translation>
        </message>
        <message>
            <source>Links that start with tel:, callto: or sip: do.</source>
            <translation>Links, die mit tel:, callto: oder sip: beginnen, tun es.</translation>
        </message>
        <message>
            <source>Lithuania</source>
            <translation>Litauen</translation>
        </message>
        <message>
            <source>Look</source>
            <translation>Darstellung</translation>
        </message>
        <message>
            <source>Look at Recents before you call again.</source>
            <translation>Sehen Sie in der Anrufliste nach, bevor Sie erneut anrufen.</translation>
        </message>
        <message>
            <source>Look at the number shown now, then call again.</source>
            <translation>Sehen Sie sich die jetzt angezeigte Nummer an und rufen Sie dann erneut an.</translation>
        </message>
        <message>
            <source>Look for a mute switch on the headset, or choose another microphone under Preferences.</source>
            <translation>Suchen Sie am Headset nach einem Stummschalter oder wählen Sie in den Einstellungen ein anderes Mikrofon.</translation>
        </message>
        <message>
            <source>Look the number up where it came from.</source>
            <translation>Schlagen Sie die Nummer dort nach, woher sie kam.</translation>
        </message>
        <message>
            <source>Louisiana</source>
            <translation>Louisiana</translation>
        </message>
        <message>
            <source>Luxembourg</source>
            <translation>Luxemburg</translation>
        </message>
        <message>
            <source>Macao</source>
            <translation>Sonderverwaltungsregion Macau</translation>
        </message>
        <message>
            <source>Madagascar</source>
            <translation>Madagaskar</translation>
        </message>
        <message>
            <source>Maine</source>
            <translation>Maine</translation>
        </message>
        <message>
            <source>Make room on the disk, or check who may write there; then try again.</source>
            <translation>Schaffen Sie Platz auf dem Datenträger oder prüfen Sie, wer dort schreiben darf; versuchen Sie es dann erneut.</translation>
        </message>
        <message>
            <source>Malawi</source>
            <translation>Malawi</translation>
        </message>
        <message>
            <source>Malaysia</source>
            <translation>Malaysia</translation>
        </message>
        <message>
            <source>Maldives</source>
            <translation>Malediven</translation>
        </message>
        <message>
            <source>Mali</source>
            <translation>Mali</translation>
        </message>
        <message>
            <source>Malta</source>
            <translation>Malta</translation>
        </message>
        <message>
            <source>Manitoba</source>
            <translation>Manitoba</translation>
        </message>
        <message>
            <source>Maranhão</source>
            <translation>Maranhão</translation>
        </message>
        <message>
            <source>Marshall Islands</source>
            <translation>Marshallinseln</translation>
        </message>
        <message>
            <source>Martinique</source>
            <translation>Martinique</translation>
        </message>
        <message>
            <source>Maryland</source>
            <translation>Maryland</translation>
        </message>
        <message>
            <source>Massachusetts</source>
            <translation>Massachusetts</translation>
        </message>
        <message>
            <source>Mato Grosso</source>
            <translation>Mato Grosso</translation>
        </message>
        <message>
            <source>Mato Grosso do Sul</source>
            <translation>Mato Grosso do Sul</translation>
        </message>
        <message>
            <source>Mauritania</source>
            <translation>Mauretanien</translation>
        </message>
        <message>
            <source>Mauritius</source>
            <translation>Mauritius</translation>
        </message>
        <message>
            <source>Mayotte</source>
            <translation>Mayotte</translation>
        </message>
        <message>
            <source>Mexico</source>
            <translation>Mexiko</translation>
        </message>
        <message>
            <source>Michigan</source>
            <translation>Michigan</translation>
        </message>
        <message>
            <source>Micronesia</source>
            <translation>Mikronesien</translation>
        </message>
        <message>
            <source>Microphone</source>
            <translation>Mikrofon</translation>
        </message>
        <message>
            <source>Minas Gerais</source>
            <translation>Minas Gerais</translation>
        </message>
        <message>
            <source>Minnesota</source>
            <translation>Minnesota</translation>
        </message>
        <message>
            <source>Mississippi</source>
            <translation>Mississippi</translation>
        </message>
        <message>
            <source>Missouri</source>
            <translation>Missouri</translation>
        </message>
        <message>
            <source>Moldova</source>
            <translation>Republik Moldau</translation>
        </message>
        <message>
            <source>Monaco</source>
            <translation>Monaco</translation>
        </message>
        <message>
            <source>Mongolia</source>
            <translation>Mongolei</translation>
        </message>
        <message>
            <source>Montana</source>
            <translation>Montana</translation>
        </message>
        <message>
            <source>Montenegro</source>
            <translation>Montenegro</translation>
        </message>
        <message>
            <source>Montserrat</source>
            <translation>Montserrat</translation>
        </message>
        <message>
            <source>Morocco</source>
            <translation>Marokko</translation>
        </message>
        <message>
            <source>Mozambique</source>
            <translation>Mosambik</translation>
        </message>
        <message>
            <source>Myanmar (Burma)</source>
            <translation>Myanmar</translation>
        </message>
        <message>
            <source>Name the column with the numbers “Phone”, and choose the file again.</source>
            <translation>Nennen Sie die Spalte mit den Nummern „Phone“ und wählen Sie die Datei erneut aus.</translation>
        </message>
        <message>
            <source>Namibia</source>
            <translation>Namibia</translation>
        </message>
        <message>
            <source>Nauru</source>
            <translation>Nauru</translation>
        </message>
        <message>
            <source>Nebraska</source>
            <translation>Nebraska</translation>
        </message>
        <message>
            <source>Nepal</source>
            <translation>Nepal</translation>
        </message>
        <message>
            <source>Netherlands</source>
            <translation>Niederlande</translation>
        </message>
        <message>
            <source>Nevada</source>
            <translation>Nevada</translation>
        </message>
        <message>
            <source>New Brunswick</source>
            <translation>New Brunswick</translation>
        </message>
        <message>
            <source>New Caledonia</source>
            <translation>Neukaledonien</translation>
        </message>
        <message>
            <source>New Hampshire</source>
            <translation>New Hampshire</translation>
        </message>
        <message>
            <source>New Jersey</source>
            <translation>New Jersey</translation>
        </message>
        <message>
            <source>New Mexico</source>
            <translation>New Mexico</translation>
        </message>
        <message>
            <source>New York</source>
            <translation>New York</translation>
        </message>
        <message>
            <source>New Zealand</source>
            <translation>Neuseeland</translation>
        </message>
        <message>
            <source>Newfoundland and Labrador</source>
            <translation>Neufundland und Labrador</translation>
        </message>
        <message>
            <source>Nicaragua</source>
            <translation>Nicaragua</translation>
        </message>
        <message>
            <source>Niger</source>
            <translation>Niger</translation>
        </message>
        <message>
            <source>Nigeria</source>
            <translation>Nigeria</translation>
        </message>
        <message>
            <source>Niue</source>
            <translation>Niue</translation>
        </message>
        <message>
            <source>No</source>
            <translation>Nein</translation>
        </message>
        <message>
            <source>No caller ID reached Twilio.</source>
            <translation>Bei Twilio ist keine Absendernummer angekommen.</translation>
        </message>
        <message>
            <source>No number to call reached Twilio.</source>
            <translation>Bei Twilio ist keine anzurufende Nummer angekommen.</translation>
        </message>
        <message>
            <source>No number was given.</source>
            <translation>Es wurde keine Nummer angegeben.</translation>
        </message>
        <message>
            <source>No phone rings for this call any more.</source>
            <translation>Für diesen Anruf klingelt kein Telefon mehr.</translation>
        </message>
        <message>
            <source>No sound arrives here.</source>
            <translation>Hier kommt kein Ton an.</translation>
        </message>
        <message>
            <source>Nobody is chosen yet.</source>
            <translation>Es ist noch niemand ausgewählt.</translation>
        </message>
        <message>
            <source>Nobody is waiting.</source>
            <translation>Niemand wartet.</translation>
        </message>
        <message>
            <source>Nobody knows whether your phone rang</source>
            <translation>Niemand weiß, ob Ihr Telefon klingelte</translation>
        </message>
        <message>
            <source>None of the account's numbers can be shown automatically.</source>
            <translation>Keine Nummer des Kontos kann automatisch angezeigt werden.</translation>
        </message>
        <message>
            <source>None of your local numbers is in +{calling_code} {area_code}</source>
            <translation>Keine Ihrer lokalen Nummern hat die Vorwahl +{calling_code} {area_code}</translation>
        </message>
        <message>
            <source>None of your local numbers is in {country}</source>
            <translation>Keine Ihrer lokalen Nummern liegt im Land {country}</translation>
        </message>
        <message>
            <source>None of your local numbers is in {state}</source>
            <translation>Keine Ihrer lokalen Nummern liegt im Bundesstaat {state}</translation>
        </message>
        <message>
            <source>Norfolk Island</source>
            <translation>Norfolkinsel</translation>
        </message>
        <message>
            <source>North Carolina</source>
            <translation>North Carolina</translation>
        </message>
        <message>
            <source>North Dakota</source>
            <translation>North Dakota</translation>
        </message>
        <message>
            <source>North Korea</source>
            <translation>Nordkorea</translation>
        </message>
        <message>
            <source>North Macedonia</source>
            <translation>Nordmazedonien</translation>
        </message>
        <message>
            <source>Northern Mariana Islands</source>
            <translation>Nördliche Marianen</translation>
        </message>
        <message>
            <source>Northwest Territories</source>
            <translation>Nordwest-Territorien</translation>
        </message>
        <message>
            <source>Norway</source>
            <translation>Norwegen</translation>
        </message>
        <message>
            <source>Not set</source>
            <translation>Nicht festgelegt</translation>
        </message>
        <message>
            <source>Nothing changed</source>
            <translation>Nichts geändert</translation>
        </message>
        <message>
            <source>Nothing is heard from your microphone.</source>
            <translation>Von Ihrem Mikrofon ist nichts zu hören.</translation>
        </message>
        <message>
            <source>Nothing was changed. Try again in a minute.</source>
            <translation>Es wurde nichts geändert. Versuchen Sie es in einer Minute erneut.</translation>
        </message>
        <message>
            <source>Nova Scotia</source>
            <translation>Nova Scotia</translation>
        </message>
        <message>
            <source>Numbers that are only verified with Twilio may be picked; calls back do not reach you.</source>
            <translation>Nummern, die bei Twilio nur verifiziert sind, dürfen ausgewählt werden; Rückrufe erreichen Sie nicht.</translation>
        </message>
        <message>
            <source>Nunavut</source>
            <translation>Nunavut</translation>
        </message>
        <message>
            <source>Of incoming calls.</source>
            <translation>Von eingehenden Anrufen.</translation>
        </message>
        <message>
            <source>Of the customer's voice.</source>
            <translation>Der Kundenstimme.</translation>
        </message>
        <message>
            <source>Off by default: nobody can call them back through us, and carriers trust them less.</source>
            <translation>Standardmäßig aus: Niemand kann sie über uns zurückrufen, und Netzbetreiber vertrauen ihnen weniger.</translation>
        </message>
        <message>
            <source>Off: a tel: link only fills in the number. On: it calls after 3 seconds in which you can cancel.</source>
            <translation>Aus: Ein tel:-Link trägt nur die Nummer ein. Ein: Er ruft nach 3 Sekunden an, in denen Sie abbrechen können.</translation>
        </message>
        <message>
            <source>Off: every call is Automated.</source>
            <translation>Aus: Für jeden Anruf gilt „Automatisch“.</translation>
        </message>
        <message>
            <source>Offer Default (automatic)</source>
            <translation>„Standard (automatisch)“ anbieten</translation>
        </message>
        <message>
            <source>Offer verified numbers</source>
            <translation>Verifizierte Nummern anbieten</translation>
        </message>
        <message>
            <source>Ohio</source>
            <translation>Ohio</translation>
        </message>
        <message>
            <source>Oklahoma</source>
            <translation>Oklahoma</translation>
        </message>
        <message>
            <source>Oman</source>
            <translation>Oman</translation>
        </message>
        <message>
            <source>On a trial account, Twilio fixes which number is shown to whom.</source>
            <translation>Bei einem Testkonto legt Twilio fest, wem welche Nummer angezeigt wird.</translation>
        </message>
        <message>
            <source>On macOS the system asks which program opens a link.</source>
            <translation>Unter macOS fragt das System, welches Programm einen Link öffnet.</translation>
        </message>
        <message>
            <source>On your desktop</source>
            <translation>Auf Ihrem Desktop</translation>
        </message>
        <message>
            <source>One of your local numbers</source>
            <translation>Eine Ihrer lokalen Nummern</translation>
        </message>
        <message>
            <source>One of your local numbers in {country}</source>
            <translation>Eine Ihrer örtlichen Nummern in {country}</translation>
        </message>
        <message>
            <source>One of your local numbers with +{calling_code}</source>
            <translation>Eine Ihrer lokalen Nummern mit +{calling_code}</translation>
        </message>
        <message>
            <source>Only an administrator may place it: run the command as one.</source>
            <translation>Nur die Administration darf sie dort ablegen: Führen Sie den Befehl mit Administratorrechten aus.</translation>
        </message>
        <message>
            <source>Only telephone numbers can be called from here.</source>
            <translation>Von hier aus können nur Telefonnummern angerufen werden.</translation>
        </message>
        <message>
            <source>Only the agent's ring groups</source>
            <translation>Nur die Rufgruppen des Agenten</translation>
        </message>
        <message>
            <source>Ontario</source>
            <translation>Ontario</translation>
        </message>
        <message>
            <source>Open any page in your browser, sign in there, then try again.</source>
            <translation>Öffnen Sie eine Seite im Browser, melden Sie sich dort an und versuchen Sie es erneut.</translation>
        </message>
        <message>
            <source>Open it, save it as CSV UTF-8, and choose that file.</source>
            <translation>Öffnen Sie sie, speichern Sie sie als CSV UTF-8 und wählen Sie diese Datei aus.</translation>
        </message>
        <message>
            <source>Oregon</source>
            <translation>Oregon</translation>
        </message>
        <message>
            <source>Other programs changed {name} at Twilio each of three times.</source>
            <translation>Andere Programme haben {name} bei Twilio in allen drei Versuchen geändert.</translation>
        </message>
        <message>
            <source>Pakistan</source>
            <translation>Pakistan</translation>
        </message>
        <message>
            <source>Palau</source>
            <translation>Palau</translation>
        </message>
        <message>
            <source>Palestinian Territories</source>
            <translation>Palästinensische Autonomiegebiete</translation>
        </message>
        <message>
            <source>Panama</source>
            <translation>Panama</translation>
        </message>
        <message>
            <source>Papua New Guinea</source>
            <translation>Papua-Neuguinea</translation>
        </message>
        <message>
            <source>Paraguay</source>
            <translation>Paraguay</translation>
        </message>
        <message>
            <source>Paraná</source>
            <translation>Paraná</translation>
        </message>
        <message>
            <source>Paraíba</source>
            <translation>Paraíba</translation>
        </message>
        <message>
            <source>Parts of the sound are lost on the way.</source>
            <translation>Teile des Tons gehen unterwegs verloren.</translation>
        </message>
        <message>
            <source>Pará</source>
            <translation>Pará</translation>
        </message>
        <message>
            <source>Paste the number alone.</source>
            <translation>Fügen Sie die Nummer allein ein.</translation>
        </message>
        <message>
            <source>Pennsylvania</source>
            <translation>Pennsylvania</translation>
        </message>
        <message>
            <source>Pernambuco</source>
            <translation>Pernambuco</translation>
        </message>
        <message>
            <source>Peru</source>
            <translation>Peru</translation>
        </message>
        <message>
            <source>Philippines</source>
            <translation>Philippinen</translation>
        </message>
        <message>
            <source>Piauí</source>
            <translation>Piauí</translation>
        </message>
        <message>
            <source>Pinned for this contact</source>
            <translation>Für diesen Kontakt angeheftet</translation>
        </message>
        <message>
            <source>Pinned for this contact, but: {problem}</source>
            <translation>Für diesen Kontakt angeheftet, aber: {problem}</translation>
        </message>
        <message>
            <source>Plug in a headset; it is found by itself.</source>
            <translation>Schließen Sie ein Headset an; es wird automatisch erkannt.</translation>
        </message>
        <message>
            <source>Poland</source>
            <translation>Polen</translation>
        </message>
        <message>
            <source>Portugal</source>
            <translation>Portugal</translation>
        </message>
        <message>
            <source>Prince Edward Island</source>
            <translation>Prince Edward Island</translation>
        </message>
        <message>
            <source>Puerto Rico</source>
            <translation>Puerto Rico</translation>
        </message>
        <message>
            <source>Put them into HTTPS_PROXY: http://NAME:PASSWORD@HOST:PORT.</source>
            <translation>Tragen Sie sie in HTTPS_PROXY ein: http://NAME:PASSWORD@HOST:PORT.</translation>
        </message>
        <message>
            <source>Qatar</source>
            <translation>Katar</translation>
        </message>
        <message>
            <source>Quebec</source>
            <translation>Québec</translation>
        </message>
        <message>
            <source>Quiet hours</source>
            <translation>Ruhezeit</translation>
        </message>
        <message>
            <source>Read with +{calling_code}, {country}.</source>
            <translation>Gelesen mit +{calling_code}, {country}.</translation>
        </message>
        <message>
            <source>Refresh the numbers, then try again.</source>
            <translation>Aktualisieren Sie die Nummern und versuchen Sie es erneut.</translation>
        </message>
        <message>
            <source>Remembered by its name and id; another one is used while it is not plugged in.</source>
            <translation>Wird mit Name und Kennung gemerkt; solange es nicht angeschlossen ist, wird ein anderes verwendet.</translation>
        </message>
        <message>
            <source>Rhode Island</source>
            <translation>Rhode Island</translation>
        </message>
        <message>
            <source>Ring volume</source>
            <translation>Klingellautstärke</translation>
        </message>
        <message>
            <source>Ringing your phone…</source>
            <translation>Ihr Telefon wird angerufen…</translation>
        </message>
        <message>
            <source>Rings at</source>
            <translation>Klingelt an</translation>
        </message>
        <message>
            <source>Rio Grande do Norte</source>
            <translation>Rio Grande do Norte</translation>
        </message>
        <message>
            <source>Rio Grande do Sul</source>
            <translation>Rio Grande do Sul</translation>
        </message>
        <message>
            <source>Rio de Janeiro</source>
            <translation>Rio de Janeiro</translation>
        </message>
        <message>
            <source>Romania</source>
            <translation>Rumänien</translation>
        </message>
        <message>
            <source>Rondônia</source>
            <translation>Rondônia</translation>
        </message>
        <message>
            <source>Roraima</source>
            <translation>Roraima</translation>
        </message>
        <message>
            <source>Russia</source>
            <translation>Russland</translation>
        </message>
        <message>
            <source>Rwanda</source>
            <translation>Ruanda</translation>
        </message>
        <message>
            <source>Réunion</source>
            <translation>Réunion</translation>
        </message>
        <message>
            <source>SIP is not switched on for this Twilio account.</source>
            <translation>Für dieses Twilio-Konto ist SIP nicht eingeschaltet.</translation>
        </message>
        <message>
            <source>Same area code, +{calling_code} {area_code}</source>
            <translation>Gleiche Vorwahl, +{calling_code} {area_code}</translation>
        </message>
        <message>
            <source>Same caller ID as last time</source>
            <translation>Dieselbe Rufnummer wie beim letzten Mal</translation>
        </message>
        <message>
            <source>Same country code, +{calling_code}</source>
            <translation>Gleiche Landesvorwahl, +{calling_code}</translation>
        </message>
        <message>
            <source>Same country, {country}</source>
            <translation>Gleiches Land, {country}</translation>
        </message>
        <message>
            <source>Same state, {state}</source>
            <translation>Gleicher Bundesstaat, {state}</translation>
        </message>
        <message>
            <source>Samoa</source>
            <translation>Samoa</translation>
        </message>
        <message>
            <source>San Marino</source>
            <translation>San Marino</translation>
        </message>
        <message>
            <source>Santa Catarina</source>
            <translation>Santa Catarina</translation>
        </message>
        <message>
            <source>Saskatchewan</source>
            <translation>Saskatchewan</translation>
        </message>
        <message>
            <source>Saudi Arabia</source>
            <translation>Saudi-Arabien</translation>
        </message>
        <message>
            <source>Senegal</source>
            <translation>Senegal</translation>
        </message>
        <message>
            <source>Serbia</source>
            <translation>Serbien</translation>
        </message>
        <message>
            <source>Sergipe</source>
            <translation>Sergipe</translation>
        </message>
        <message>
            <source>Set by {by}</source>
            <translation>Festgelegt von {by}</translation>
        </message>
        <message>
            <source>Set by {by} until {until}</source>
            <translation>Festgelegt von {by} bis {until}</translation>
        </message>
        <message>
            <source>Set by {by} until {until}: {why}</source>
            <translation>Festgelegt von {by} bis {until}: {why}</translation>
        </message>
        <message>
            <source>Set by {by}: {why}</source>
            <translation>Festgelegt von {by}: {why}</translation>
        </message>
        <message>
            <source>Set by {name}</source>
            <translation>Festgelegt von {name}</translation>
        </message>
        <message>
            <source>Set for you by your administrator</source>
            <translation>Von Ihrer Administration für Sie festgelegt</translation>
        </message>
        <message>
            <source>Set for you by {name}</source>
            <translation>Für Sie festgelegt von {name}</translation>
        </message>
        <message>
            <source>Set it to that line, a JSON object, or unset it.</source>
            <translation>Setzen Sie die Variable auf diese Zeile, ein JSON-Objekt, oder entfernen Sie sie.</translation>
        </message>
        <message>
            <source>Set it under Account, then call again.</source>
            <translation>Legen Sie es unter „Konto“ fest und rufen Sie dann erneut an.</translation>
        </message>
        <message>
            <source>Set {name} to a file of certificates (PEM), or unset it.</source>
            <translation>Setzen Sie {name} auf eine Datei mit Zertifikaten (PEM) oder entfernen Sie es.</translation>
        </message>
        <message>
            <source>Seychelles</source>
            <translation>Seychellen</translation>
        </message>
        <message>
            <source>Show a small panel during calls</source>
            <translation>Während eines Anrufs ein kleines Bedienfeld anzeigen</translation>
        </message>
        <message>
            <source>Show the caller ID picker</source>
            <translation>Auswahl der Absendernummer anzeigen</translation>
        </message>
        <message>
            <source>Sierra Leone</source>
            <translation>Sierra Leone</translation>
        </message>
        <message>
            <source>Sign in again under Account, with the key of the right account and region.</source>
            <translation>Melden Sie sich unter „Konto“ erneut an, mit dem Schlüssel des richtigen Kontos und der richtigen Region.</translation>
        </message>
        <message>
            <source>Singapore</source>
            <translation>Singapur</translation>
        </message>
        <message>
            <source>Sint Maarten</source>
            <translation>Sint Maarten</translation>
        </message>
        <message>
            <source>Slovakia</source>
            <translation>Slowakei</translation>
        </message>
        <message>
            <source>Slovenia</source>
            <translation>Slowenien</translation>
        </message>
        <message>
            <source>Softphone is now among the programs for tel: links. Choose it in Settings, Apps, Default apps.</source>
            <translation>Softphone gehört jetzt zu den Programmen für tel:-Links. Wählen Sie es unter Einstellungen, Apps, Standard-Apps aus.</translation>
        </message>
        <message>
            <source>Softphone is open already, but does not answer.</source>
            <translation>Softphone ist bereits geöffnet, antwortet aber nicht.</translation>
        </message>
        <message>
            <source>Solomon Islands</source>
            <translation>Salomonen</translation>
        </message>
        <message>
            <source>Somalia</source>
            <translation>Somalia</translation>
        </message>
        <message>
            <source>Somebody else changed {name} at the same moment.</source>
            <translation>Jemand anderes hat {name} im selben Moment geändert.</translation>
        </message>
        <message>
            <source>Somebody else is being called already.</source>
            <translation>Es wird bereits jemand anderes angerufen.</translation>
        </message>
        <message>
            <source>Somebody else is in the call already.</source>
            <translation>Es ist bereits jemand anderes im Anruf.</translation>
        </message>
        <message>
            <source>Something in this program went wrong ({name}).</source>
            <translation>In diesem Programm ist etwas schiefgegangen ({name}).</translation>
        </message>
        <message>
            <source>Sound</source>
            <translation>Ton</translation>
        </message>
        <message>
            <source>South Africa</source>
            <translation>Südafrika</translation>
        </message>
        <message>
            <source>South Carolina</source>
            <translation>South Carolina</translation>
        </message>
        <message>
            <source>South Dakota</source>
            <translation>South Dakota</translation>
        </message>
        <message>
            <source>South Korea</source>
            <translation>Südkorea</translation>
        </message>
        <message>
            <source>South Sudan</source>
            <translation>Südsudan</translation>
        </message>
        <message>
            <source>Spain</source>
            <translation>Spanien</translation>
        </message>
        <message>
            <source>Speaker</source>
            <translation>Lautsprecher</translation>
        </message>
        <message>
            <source>Sri Lanka</source>
            <translation>Sri Lanka</translation>
        </message>
        <message>
            <source>St. Barthélemy</source>
            <translation>St. Barthélemy</translation>
        </message>
        <message>
            <source>St. Helena</source>
            <translation>St. Helena</translation>
        </message>
        <message>
            <source>St. Kitts &amp; Nevis</source>
            <translation>St. Kitts und Nevis</translation>
        </message>
        <message>
            <source>St. Lucia</source>
            <translation>St. Lucia</translation>
        </message>
        <message>
            <source>St. Martin</source>
            <translation>St. Martin</translation>
        </message>
        <message>
            <source>St. Pierre &amp; Miquelon</source>
            <translation>St. Pierre und Miquelon</translation>
        </message>
        <message>
            <source>St. Vincent &amp; Grenadines</source>
            <translation>St. Vincent und die Grenadinen</translation>
        </message>
        <message>
            <source>Start when you log in</source>
            <translation>Beim Anmelden am Computer starten</translation>
        </message>
        <message>
            <source>Start with + and the country code, as in +1 or +44.</source>
            <translation>Beginnen Sie mit + und der Ländervorwahl, etwa +1 oder +44.</translation>
        </message>
        <message>
            <source>Starting at login could not be changed: {problem}.</source>
            <translation>Der Start beim Anmelden konnte nicht geändert werden: {problem}.</translation>
        </message>
        <message>
            <source>Starting…</source>
            <translation>Wird gestartet…</translation>
        </message>
        <message>
            <source>Starts with SK.</source>
            <translation>Beginnt mit SK.</translation>
        </message>
        <message>
            <source>States are known for the United States, Canada and Brazil only</source>
            <translation>Bundesstaaten sind nur für die USA, Kanada und Brasilien bekannt</translation>
        </message>
        <message>
            <source>Stop calling for a while and tell your administrator.</source>
            <translation>Rufen Sie eine Weile nicht an und informieren Sie Ihre Administration.</translation>
        </message>
        <message>
            <source>Stop large downloads, or try another network. If it stays, tell whoever runs the network.</source>
            <translation>Stoppen Sie große Downloads oder versuchen Sie ein anderes Netzwerk. Bleibt das so, informieren Sie Ihre Netzwerkadministration.</translation>
        </message>
        <message>
            <source>Such as 21:00-08:00, in the customer's own time: a call then is warned of. Empty: never.</source>
            <translation>Etwa 21:00-08:00, nach der Ortszeit des Kunden: Vor einem Anruf in dieser Zeit wird gewarnt. Leer: nie.</translation>
        </message>
        <message>
            <source>Sudan</source>
            <translation>Sudan</translation>
        </message>
        <message>
            <source>Suggested by {name}</source>
            <translation>Vorgeschlagen von {name}</translation>
        </message>
        <message>
            <source>Suriname</source>
            <translation>Suriname</translation>
        </message>
        <message>
            <source>Svalbard &amp; Jan Mayen</source>
            <translation>Spitzbergen und Jan Mayen</translation>
        </message>
        <message>
            <source>Swap, join, or go back to the customer.</source>
            <translation>Makeln Sie, verbinden Sie alle, oder gehen Sie zurück zum Kunden.</translation>
        </message>
        <message>
            <source>Sweden</source>
            <translation>Schweden</translation>
        </message>
        <message>
            <source>Switzerland</source>
            <translation>Schweiz</translation>
        </message>
        <message>
            <source>Syria</source>
            <translation>Syrien</translation>
        </message>
        <message>
            <source>São Paulo</source>
            <translation>São Paulo</translation>
        </message>
        <message>
            <source>São Tomé &amp; Príncipe</source>
            <translation>São Tomé und Príncipe</translation>
        </message>
        <message>
            <source>Taiwan</source>
            <translation>Taiwan</translation>
        </message>
        <message>
            <source>Tajikistan</source>
            <translation>Tadschikistan</translation>
        </message>
        <message>
            <source>Take echo and noise off my voice</source>
            <translation>Echo und Geräusche aus meiner Stimme entfernen</translation>
        </message>
        <message>
            <source>Tanzania</source>
            <translation>Tansania</translation>
        </message>
        <message>
            <source>TaskRouter has no worker named {agent}, so your choice stays on this machine.</source>
            <translation>TaskRouter hat keinen Worker mit dem Namen {agent}, daher bleibt Ihre Auswahl auf diesem Rechner.</translation>
        </message>
        <message>
            <source>TaskRouter has not answered. The caller ID that was known last is shown.</source>
            <translation>TaskRouter hat nicht geantwortet. Gezeigt wird die zuletzt bekannte Rufnummer.</translation>
        </message>
        <message>
            <source>TaskRouter; optional.</source>
            <translation>TaskRouter; optional.</translation>
        </message>
        <message>
            <source>Tell whoever runs your company's token URL.</source>
            <translation>Informieren Sie die Person, die die Token-URL Ihres Unternehmens betreibt.</translation>
        </message>
        <message>
            <source>Tennessee</source>
            <translation>Tennessee</translation>
        </message>
        <message>
            <source>Texas</source>
            <translation>Texas</translation>
        </message>
        <message>
            <source>Thailand</source>
            <translation>Thailand</translation>
        </message>
        <message>
            <source>That call is over already.</source>
            <translation>Dieser Anruf ist bereits beendet.</translation>
        </message>
        <message>
            <source>That caller ID is on a do-not-originate list.</source>
            <translation>Diese Absendernummer steht auf einer Do-Not-Originate-Sperrliste.</translation>
        </message>
        <message>
            <source>That is a premium number, and Twilio does not call it.</source>
            <translation>Das ist eine Premium-Nummer; Twilio ruft sie nicht an.</translation>
        </message>
        <message>
            <source>That is not a number that can be called.</source>
            <translation>Das ist keine Nummer, die angerufen werden kann.</translation>
        </message>
        <message>
            <source>That is the SID of something else, not of a Twilio account.</source>
            <translation>Das ist die SID von etwas anderem, nicht die eines Twilio-Kontos.</translation>
        </message>
        <message>
            <source>That is the customer's own number.</source>
            <translation>Das ist die Nummer des Kunden selbst.</translation>
        </message>
        <message>
            <source>That is the number shown for this call.</source>
            <translation>Das ist die für diesen Anruf angezeigte Nummer.</translation>
        </message>
        <message>
            <source>That is your own phone.</source>
            <translation>Das ist Ihr eigenes Telefon.</translation>
        </message>
        <message>
            <source>That leg is being called already.</source>
            <translation>Diese Verbindung wird bereits aufgebaut.</translation>
        </message>
        <message>
            <source>That number cannot be reached.</source>
            <translation>Diese Nummer ist nicht erreichbar.</translation>
        </message>
        <message>
            <source>That number is not complete: it needs + and the country code.</source>
            <translation>Diese Nummer ist unvollständig: Sie braucht + und die Ländervorwahl.</translation>
        </message>
        <message>
            <source>That number is not valid or not supported.</source>
            <translation>Diese Nummer ist ungültig oder wird nicht unterstützt.</translation>
        </message>
        <message>
            <source>That number's country is not known.</source>
            <translation>Das Land dieser Nummer ist nicht bekannt.</translation>
        </message>
        <message>
            <source>That time is over already.</source>
            <translation>Dieser Zeitpunkt liegt bereits in der Vergangenheit.</translation>
        </message>
        <message>
            <source>The API key does not open the account {account_sid}.</source>
            <translation>Der API-Schlüssel gibt keinen Zugang zum Konto {account_sid}.</translation>
        </message>
        <message>
            <source>The API key may not do this.</source>
            <translation>Der API-Schlüssel darf das nicht.</translation>
        </message>
        <message>
            <source>The API key's secret is missing.</source>
            <translation>Das Secret des API-Schlüssels fehlt.</translation>
        </message>
        <message>
            <source>The TaskRouter workspace is not set (twilio.workspace_sid), so your choice stays on this machine and supervisors cannot change it.</source>
            <translation>Der TaskRouter-Workspace ist nicht festgelegt (twilio.workspace_sid), daher bleibt Ihre Auswahl auf diesem Rechner, und die Teamleitung kann sie nicht ändern.</translation>
        </message>
        <message>
            <source>The TaskRouter workspace is not set. Put workspace_sid under [locked.twilio] in the settings file, and give the API key the permission to read and update workers.</source>
            <translation>Der TaskRouter-Workspace ist nicht festgelegt. Tragen Sie workspace_sid unter [locked.twilio] in die Einstellungsdatei ein und geben Sie dem API-Schlüssel die Berechtigung, Worker zu lesen und zu aktualisieren.</translation>
        </message>
        <message>
            <source>The Twilio account does not exist.</source>
            <translation>Das Twilio-Konto gibt es nicht.</translation>
        </message>
        <message>
            <source>The Twilio account is not active or has run out of funds.</source>
            <translation>Das Twilio-Konto ist nicht aktiv oder hat kein Guthaben mehr.</translation>
        </message>
        <message>
            <source>The Twilio account is not active.</source>
            <translation>Das Twilio-Konto ist nicht aktiv.</translation>
        </message>
        <message>
            <source>The Twilio account is not valid or not active.</source>
            <translation>Das Twilio-Konto ist ungültig oder nicht aktiv.</translation>
        </message>
        <message>
            <source>The Twilio account is suspended.</source>
            <translation>Das Twilio-Konto ist gesperrt.</translation>
        </message>
        <message>
            <source>The Twilio account may not do this at present.</source>
            <translation>Das Twilio-Konto darf das zurzeit nicht.</translation>
        </message>
        <message>
            <source>The account SID begins with AC; the key's, with SK, has a field of its own.</source>
            <translation>Die Konto-SID beginnt mit AC; die des Schlüssels, mit SK, hat ein eigenes Feld.</translation>
        </message>
        <message>
            <source>The account does not have it any more.</source>
            <translation>Das Konto besitzt sie nicht mehr.</translation>
        </message>
        <message>
            <source>The account has as many calls as it may have at once.</source>
            <translation>Das Konto führt bereits so viele Anrufe gleichzeitig wie erlaubt.</translation>
        </message>
        <message>
            <source>The account has as many conferences as it may have at once.</source>
            <translation>Das Konto führt bereits so viele Konferenzen gleichzeitig wie erlaubt.</translation>
        </message>
        <message>
            <source>The account has no number that can carry a call</source>
            <translation>Das Konto hat keine Nummer, die sich für Anrufe eignet</translation>
        </message>
        <message>
            <source>The account has no numbers yet.</source>
            <translation>Das Konto hat noch keine Nummern.</translation>
        </message>
        <message>
            <source>The account has no toll-free number</source>
            <translation>Das Konto hat keine gebührenfreie Nummer</translation>
        </message>
        <message>
            <source>The account's first number that may be shown</source>
            <translation>Die erste Nummer des Kontos, die gezeigt werden darf</translation>
        </message>
        <message>
            <source>The account's first toll-free number that may be shown</source>
            <translation>Die erste gebührenfreie Nummer des Kontos, die gezeigt werden darf</translation>
        </message>
        <message>
            <source>The agent (Customized)</source>
            <translation>Der Agent (individuell)</translation>
        </message>
        <message>
            <source>The agent may leave the choice to the rules.</source>
            <translation>Der Agent darf die Auswahl den Regeln überlassen.</translation>
        </message>
        <message>
            <source>The answer was larger than any of Twilio's, so it was not read.</source>
            <translation>Die Antwort war größer als jede von Twilio und wurde nicht gelesen.</translation>
        </message>
        <message>
            <source>The call in progress keeps its number.</source>
            <translation>Der laufende Anruf behält seine Nummer.</translation>
        </message>
        <message>
            <source>The call is not written down yet. {problem}</source>
            <translation>Der Anruf ist noch nicht festgehalten. {problem}</translation>
        </message>
        <message>
            <source>The call is over already.</source>
            <translation>Der Anruf ist bereits beendet.</translation>
        </message>
        <message>
            <source>The call is over.</source>
            <translation>Der Anruf ist beendet.</translation>
        </message>
        <message>
            <source>The call itself goes on. It is written down as soon as that works.</source>
            <translation>Der Anruf selbst geht weiter. Er wird festgehalten, sobald das geht.</translation>
        </message>
        <message>
            <source>The call was blocked by the rules of that region.</source>
            <translation>Der Anruf wurde durch die Regeln dieser Region blockiert.</translation>
        </message>
        <message>
            <source>The call's application could not be used by Twilio.</source>
            <translation>Twilio konnte die Anwendung des Anrufs nicht verwenden.</translation>
        </message>
        <message>
            <source>The call's instructions are too long.</source>
            <translation>Die Anweisungen des Anrufs sind zu lang.</translation>
        </message>
        <message>
            <source>The call's instructions could not be used by Twilio.</source>
            <translation>Twilio konnte die Anweisungen des Anrufs nicht verwenden.</translation>
        </message>
        <message>
            <source>The card that begins here has no end.</source>
            <translation>Die Karte, die hier beginnt, hat kein Ende.</translation>
        </message>
        <message>
            <source>The certificate of {server} is not trusted.</source>
            <translation>Das Zertifikat von {server} ist nicht vertrauenswürdig.</translation>
        </message>
        <message>
            <source>The certificate that came is not one that this computer trusts, so nothing was sent.</source>
            <translation>Diesem Zertifikat vertraut der Rechner nicht, deshalb wurde nichts gesendet.</translation>
        </message>
        <message>
            <source>The company's settings file has a mistake and was never read without one: what is right in it counts. {problem}</source>
            <translation>Die Einstellungsdatei des Unternehmens enthält einen Fehler und wurde nie fehlerfrei gelesen: Was darin richtig ist, gilt. {problem}</translation>
        </message>
        <message>
            <source>The company's settings file has a mistake, so its last good copy counts. {problem}</source>
            <translation>Die Einstellungsdatei des Unternehmens enthält einen Fehler, daher gilt ihre letzte fehlerfreie Kopie. {problem}</translation>
        </message>
        <message>
            <source>The company's settings file {file} is gone, so its last good copy counts.</source>
            <translation>Die Einstellungsdatei des Unternehmens {file} ist nicht mehr vorhanden, daher gilt ihre letzte fehlerfreie Kopie.</translation>
        </message>
        <message>
            <source>The conference is full.</source>
            <translation>Die Konferenz ist voll.</translation>
        </message>
        <message>
            <source>The connection was lost during the call, and its sound with it.</source>
            <translation>Die Verbindung ging während des Anrufs verloren, und mit ihr der Ton.</translation>
        </message>
        <message>
            <source>The customer is on hold.</source>
            <translation>Der Kunde wird gehalten.</translation>
        </message>
        <message>
            <source>The customer is on hold: take them off hold.</source>
            <translation>Der Kunde wird gehalten: Heben Sie das Halten auf.</translation>
        </message>
        <message>
            <source>The customer is still with you.</source>
            <translation>Der Kunde ist weiterhin mit Ihnen verbunden.</translation>
        </message>
        <message>
            <source>The customer's carrier blocked the call because of the caller ID's reputation.</source>
            <translation>Der Netzbetreiber des Kunden hat den Anruf wegen der Reputation der Absendernummer blockiert.</translation>
        </message>
        <message>
            <source>The line's access token has expired.</source>
            <translation>Das Zugriffstoken der Leitung ist abgelaufen.</translation>
        </message>
        <message>
            <source>The link has no number in it.</source>
            <translation>Der Link enthält keine Nummer.</translation>
        </message>
        <message>
            <source>The link is too long for a telephone number.</source>
            <translation>Der Link ist zu lang für eine Telefonnummer.</translation>
        </message>
        <message>
            <source>The log names it. On Debian and Ubuntu, packaging/prepare.sh system installs them all.</source>
            <translation>Das Protokoll nennt sie. Unter Debian und Ubuntu installiert „packaging/prepare.sh system“ alle.</translation>
        </message>
        <message>
            <source>The microphone is in use by another program, or does not answer.</source>
            <translation>Das Mikrofon wird von einem anderen Programm verwendet oder reagiert nicht.</translation>
        </message>
        <message>
            <source>The number called and the number shown are the same.</source>
            <translation>Die angerufene und die gezeigte Nummer sind dieselbe.</translation>
        </message>
        <message>
            <source>The number called has no area code</source>
            <translation>Die angerufene Nummer hat keine Vorwahl</translation>
        </message>
        <message>
            <source>The number called has no country</source>
            <translation>Die angerufene Nummer gehört zu keinem Land</translation>
        </message>
        <message>
            <source>The number to show; the only one where it is locked.</source>
            <translation>Die anzuzeigende Nummer; ist sie gesperrt, die einzige.</translation>
        </message>
        <message>
            <source>The only number that could be shown is the one being called.</source>
            <translation>Die einzige Nummer, die angezeigt werden könnte, ist die angerufene.</translation>
        </message>
        <message>
            <source>The program for links could not be changed: {problem}.</source>
            <translation>Das Programm für Links konnte nicht geändert werden: {problem}.</translation>
        </message>
        <message>
            <source>The proxy asks for a name and a password, or does not accept those it got.</source>
            <translation>Der Proxy verlangt Name und Passwort oder nimmt die erhaltenen nicht an.</translation>
        </message>
        <message>
            <source>The proxy does not answer.</source>
            <translation>Der Proxy antwortet nicht.</translation>
        </message>
        <message>
            <source>The proxy does not let this computer connect to Twilio.</source>
            <translation>Der Proxy lässt diesen Rechner nicht zu Twilio.</translation>
        </message>
        <message>
            <source>The proxy in HTTPS_PROXY or ALL_PROXY cannot be used.</source>
            <translation>Der Proxy in HTTPS_PROXY oder ALL_PROXY ist nicht zu gebrauchen.</translation>
        </message>
        <message>
            <source>The proxy wants a Windows sign-in ({scheme}), which this program does not speak.</source>
            <translation>Der Proxy verlangt eine Windows-Anmeldung ({scheme}), die dieses Programm nicht beherrscht.</translation>
        </message>
        <message>
            <source>The report could not be written to {path}: {error}.</source>
            <translation>Der Bericht konnte nicht nach {path} geschrieben werden: {error}.</translation>
        </message>
        <message>
            <source>The rules (Automated)</source>
            <translation>Die Regeln (automatisch)</translation>
        </message>
        <message>
            <source>The settings file gives {agent} {number} alone.</source>
            <translation>Laut Einstellungsdatei darf {agent} nur {number} anzeigen.</translation>
        </message>
        <message>
            <source>The settings file sets Automated for {agent}: the rules choose.</source>
            <translation>Laut Einstellungsdatei gilt für {agent} „Automatisch“: Die Regeln wählen aus.</translation>
        </message>
        <message>
            <source>The sound arrives unevenly.</source>
            <translation>Der Ton kommt ungleichmäßig an.</translation>
        </message>
        <message>
            <source>The sound cannot get through the network.</source>
            <translation>Der Ton kommt nicht durch das Netzwerk.</translation>
        </message>
        <message>
            <source>The sound is not clear.</source>
            <translation>Der Ton ist nicht klar.</translation>
        </message>
        <message>
            <source>The sound takes long to arrive.</source>
            <translation>Der Ton braucht lange, bis er ankommt.</translation>
        </message>
        <message>
            <source>The system does not let this app use the microphone.</source>
            <translation>Das System erlaubt dieser App nicht, das Mikrofon zu verwenden.</translation>
        </message>
        <message>
            <source>The system's keyring could not be opened.</source>
            <translation>Der Schlüsselbund des Systems konnte nicht geöffnet werden.</translation>
        </message>
        <message>
            <source>The text is too long.</source>
            <translation>Der Text ist zu lang.</translation>
        </message>
        <message>
            <source>The time that {by} set is over: the company's settings decide again.</source>
            <translation>Die von {by} festgelegte Zeit ist abgelaufen: Es gelten wieder die Einstellungen des Unternehmens.</translation>
        </message>
        <message>
            <source>The time that {by} set is over: your caller ID is {caller_id} again.</source>
            <translation>Die von {by} festgelegte Zeit ist abgelaufen: Ihre Absendernummer ist wieder {caller_id}.</translation>
        </message>
        <message>
            <source>The token URL does not start with https://.</source>
            <translation>Die Token-URL beginnt nicht mit https://.</translation>
        </message>
        <message>
            <source>The token URL gives tokens that live too long.</source>
            <translation>Die Token-URL liefert Token mit zu langer Gültigkeit.</translation>
        </message>
        <message>
            <source>There are several numbers: {numbers} and {count} more.</source>
            <translation>Es sind mehrere Nummern: {numbers} und {count} weitere.</translation>
        </message>
        <message>
            <source>There are several numbers: {numbers}.</source>
            <translation>Es sind mehrere Nummern: {numbers}.</translation>
        </message>
        <message>
            <source>There is no microphone.</source>
            <translation>Es ist kein Mikrofon vorhanden.</translation>
        </message>
        <message>
            <source>There is no number to show for this call.</source>
            <translation>Für diesen Anruf gibt es keine Nummer zum Anzeigen.</translation>
        </message>
        <message>
            <source>There is no telephone number.</source>
            <translation>Es ist keine Telefonnummer vorhanden.</translation>
        </message>
        <message>
            <source>There is {lacking}.</source>
            <translation>Es gibt {lacking}.</translation>
        </message>
        <message>
            <source>This account may not call that country or kind of number.</source>
            <translation>Dieses Konto darf dieses Land oder diese Art von Nummer nicht anrufen.</translation>
        </message>
        <message>
            <source>This line cannot be read.</source>
            <translation>Diese Zeile kann nicht gelesen werden.</translation>
        </message>
        <message>
            <source>This machine has no keyring that can be used, so the key is kept for this session only. Install one (GNOME Keyring, KWallet) to stay signed in.</source>
            <translation>Dieser Rechner hat keinen nutzbaren Schlüsselbund, daher wird der Schlüssel nur für diese Sitzung aufbewahrt. Installieren Sie einen (GNOME Keyring, KWallet), um angemeldet zu bleiben.</translation>
        </message>
        <message>
            <source>This softphone was built without Twilio's Voice SDK, so it has no audio.</source>
            <translation>Dieses Softphone wurde ohne das Voice SDK von Twilio erstellt und hat daher kein Audio.</translation>
        </message>
        <message>
            <source>This works once the customer has answered.</source>
            <translation>Dies geht, sobald der Kunde abgenommen hat.</translation>
        </message>
        <message>
            <source>This works once the other person has answered.</source>
            <translation>Dies geht, sobald die andere Person abgenommen hat.</translation>
        </message>
        <message>
            <source>This works once you have answered.</source>
            <translation>Dies geht, sobald Sie abgenommen haben.</translation>
        </message>
        <message>
            <source>Timor-Leste</source>
            <translation>Timor-Leste</translation>
        </message>
        <message>
            <source>Tocantins</source>
            <translation>Tocantins</translation>
        </message>
        <message>
            <source>Togo</source>
            <translation>Togo</translation>
        </message>
        <message>
            <source>Tokelau</source>
            <translation>Tokelau</translation>
        </message>
        <message>
            <source>Token URL</source>
            <translation>Token-URL</translation>
        </message>
        <message>
            <source>Toll-free</source>
            <translation>Gebührenfrei</translation>
        </message>
        <message>
            <source>Toll-free, {country}</source>
            <translation>Gebührenfrei, {country}</translation>
        </message>
        <message>
            <source>Tonga</source>
            <translation>Tonga</translation>
        </message>
        <message>
            <source>Trinidad &amp; Tobago</source>
            <translation>Trinidad und Tobago</translation>
        </message>
        <message>
            <source>Tristan da Cunha</source>
            <translation>Tristan da Cunha</translation>
        </message>
        <message>
            <source>Try again.</source>
            <translation>Versuchen Sie es erneut.</translation>
        </message>
        <message>
            <source>Try again. If it goes on, tell the person who manages your Twilio account.</source>
            <translation>Versuchen Sie es erneut. Bleibt es so, sagen Sie es, wer Ihr Twilio-Konto verwaltet.</translation>
        </message>
        <message>
            <source>Tunisia</source>
            <translation>Tunesien</translation>
        </message>
        <message>
            <source>Turkmenistan</source>
            <translation>Turkmenistan</translation>
        </message>
        <message>
            <source>Turks &amp; Caicos Islands</source>
            <translation>Turks- und Caicosinseln</translation>
        </message>
        <message>
            <source>Turn it off if your headset does that already.</source>
            <translation>Schalten Sie dies aus, wenn Ihr Headset das schon übernimmt.</translation>
        </message>
        <message>
            <source>Tuvalu</source>
            <translation>Tuvalu</translation>
        </message>
        <message>
            <source>Twilio Console, Account info.</source>
            <translation>Twilio Console, Account info.</translation>
        </message>
        <message>
            <source>Twilio blocks calls to that number.</source>
            <translation>Twilio sperrt Anrufe an diese Nummer.</translation>
        </message>
        <message>
            <source>Twilio cannot be reached.</source>
            <translation>Twilio ist nicht erreichbar.</translation>
        </message>
        <message>
            <source>Twilio did not accept the API key in its region {region}.</source>
            <translation>Twilio hat den API-Schlüssel in seiner Region {region} nicht angenommen.</translation>
        </message>
        <message>
            <source>Twilio did not accept the API key.</source>
            <translation>Twilio hat den API-Schlüssel nicht akzeptiert.</translation>
        </message>
        <message>
            <source>Twilio did not accept the line's access token.</source>
            <translation>Twilio hat das Zugriffstoken der Leitung nicht akzeptiert.</translation>
        </message>
        <message>
            <source>Twilio did not say which version of the worker this is.</source>
            <translation>Twilio hat nicht angegeben, welche Version des Workers dies ist.</translation>
        </message>
        <message>
            <source>Twilio does not accept that caller ID for this call.</source>
            <translation>Twilio nimmt diese Rufnummer für diesen Anruf nicht an.</translation>
        </message>
        <message>
            <source>Twilio does not accept that caller ID.</source>
            <translation>Twilio akzeptiert diese Absendernummer nicht.</translation>
        </message>
        <message>
            <source>Twilio does not know this account.</source>
            <translation>Twilio kennt dieses Konto nicht.</translation>
        </message>
        <message>
            <source>Twilio does not know this call any more, so nobody can tell how it ended.</source>
            <translation>Twilio kennt diesen Anruf nicht mehr; niemand kann sagen, wie er endete.</translation>
        </message>
        <message>
            <source>Twilio does not know what was asked for.</source>
            <translation>Twilio kennt das Angeforderte nicht.</translation>
        </message>
        <message>
            <source>Twilio does not let this account show that caller ID.</source>
            <translation>Twilio erlaubt diesem Konto nicht, diese Absendernummer anzuzeigen.</translation>
        </message>
        <message>
            <source>Twilio does not let this call show that caller ID.</source>
            <translation>Twilio erlaubt bei diesem Anruf nicht, diese Absendernummer anzuzeigen.</translation>
        </message>
        <message>
            <source>Twilio does not offer what was asked for.</source>
            <translation>Twilio bietet nicht an, was verlangt wurde.</translation>
        </message>
        <message>
            <source>Twilio does not take that as a number to call.</source>
            <translation>Twilio nimmt das nicht als anzurufende Nummer an.</translation>
        </message>
        <message>
            <source>Twilio had an error of its own.</source>
            <translation>Bei Twilio ist ein interner Fehler aufgetreten.</translation>
        </message>
        <message>
            <source>Twilio has not put {who} in charge of the call.</source>
            <translation>Twilio hat {who} den Anruf nicht übergeben.</translation>
        </message>
        <message>
            <source>Twilio is not available at the moment.</source>
            <translation>Twilio ist zurzeit nicht verfügbar.</translation>
        </message>
        <message>
            <source>Twilio is taking too many requests of this account.</source>
            <translation>Twilio erhält gerade zu viele Anfragen dieses Kontos.</translation>
        </message>
        <message>
            <source>Twilio refused it as a caller ID: it is not valid.</source>
            <translation>Twilio hat sie als Absendernummer abgelehnt: Sie ist ungültig.</translation>
        </message>
        <message>
            <source>Twilio refused it as a caller ID: it is on a do-not-originate list.</source>
            <translation>Twilio hat sie als Absendernummer abgelehnt: Sie steht auf einer Do-Not-Originate-Sperrliste.</translation>
        </message>
        <message>
            <source>Twilio refused it as a caller ID: this account may not show it.</source>
            <translation>Twilio hat sie als Absendernummer abgelehnt: Dieses Konto darf sie nicht anzeigen.</translation>
        </message>
        <message>
            <source>Twilio refused, without saying why (HTTP {status}).</source>
            <translation>Twilio hat abgelehnt, ohne zu sagen, warum (HTTP {status}).</translation>
        </message>
        <message>
            <source>Twilio refused: {message} (code {code}).</source>
            <translation>Twilio hat abgelehnt: {message} (Code {code}).</translation>
        </message>
        <message>
            <source>Twilio reported an error on your line (code {code}).</source>
            <translation>Twilio hat einen Fehler auf Ihrer Leitung gemeldet (Code {code}).</translation>
        </message>
        <message>
            <source>Twilio shows it once, when the key is made; without it, make a new key.</source>
            <translation>Twilio zeigt es nur einmal, beim Erstellen des Schlüssels; haben Sie es nicht, erstellen Sie einen neuen Schlüssel.</translation>
        </message>
        <message>
            <source>Twilio's address could not be looked up (DNS).</source>
            <translation>Twilios Adresse konnte nicht gefunden werden (DNS).</translation>
        </message>
        <message>
            <source>Twilio's answer did not arrive or could not be read.</source>
            <translation>Die Antwort von Twilio ist nicht angekommen oder war nicht lesbar.</translation>
        </message>
        <message>
            <source>Twilio's answer did not arrive, so a phone may be ringing.</source>
            <translation>Die Antwort von Twilio ist nicht angekommen, daher klingelt möglicherweise ein Telefon.</translation>
        </message>
        <message>
            <source>Twilio's answer was lost, and it lists no such call to your phone.</source>
            <translation>Twilios Antwort ging verloren, und ein solcher Anruf an Ihr Telefon ist nicht verzeichnet.</translation>
        </message>
        <message>
            <source>Twilio's answer was lost, and it lists no such call to {number}.</source>
            <translation>Twilios Antwort ging verloren, und ein solcher Anruf an {number} ist nicht verzeichnet.</translation>
        </message>
        <message>
            <source>Twilio's page about this code says more.</source>
            <translation>Mehr dazu steht auf der Twilio-Seite zu diesem Code.</translation>
        </message>
        <message>
            <source>Twilio's queue of calls is full.</source>
            <translation>Die Anrufwarteschlange von Twilio ist voll.</translation>
        </message>
        <message>
            <source>Twilio's region</source>
            <translation>Twilios Region</translation>
        </message>
        <message>
            <source>Twilio's voice service cannot be reached.</source>
            <translation>Der Sprachdienst von Twilio ist nicht erreichbar.</translation>
        </message>
        <message>
            <source>Two letters, such as US. Numbers typed without + are read as numbers of this country.</source>
            <translation>Zwei Buchstaben, etwa US. Ohne + eingegebene Nummern werden als Nummern dieses Landes gelesen.</translation>
        </message>
        <message>
            <source>Type a colleague's name, a phone number with its country code, or a SIP address.</source>
            <translation>Geben Sie den Namen eines Kollegen, eine Telefonnummer mit Ländervorwahl oder eine SIP-Adresse ein.</translation>
        </message>
        <message>
            <source>Type it as on a phone, or with + and the country code.</source>
            <translation>Geben Sie sie wie am Telefon ein, oder mit + und der Ländervorwahl.</translation>
        </message>
        <message>
            <source>Type or paste a number.</source>
            <translation>Nummer eingeben oder einfügen.</translation>
        </message>
        <message>
            <source>Type or paste one.</source>
            <translation>Nummer eingeben oder einfügen.</translation>
        </message>
        <message>
            <source>Type the area code, too.</source>
            <translation>Geben Sie auch die Vorwahl ein.</translation>
        </message>
        <message>
            <source>Type the country code and the number, 5 to 15 digits in all.</source>
            <translation>Geben Sie Ländervorwahl und Nummer ein, insgesamt 5 bis 15 Ziffern.</translation>
        </message>
        <message>
            <source>Type the number again.</source>
            <translation>Geben Sie die Nummer erneut ein.</translation>
        </message>
        <message>
            <source>Type the telephone number alone.</source>
            <translation>Geben Sie nur die Telefonnummer ein.</translation>
        </message>
        <message>
            <source>Türkiye</source>
            <translation>Türkei</translation>
        </message>
        <message>
            <source>U.S. Virgin Islands</source>
            <translation>Amerikanische Jungferninseln</translation>
        </message>
        <message>
            <source>Uganda</source>
            <translation>Uganda</translation>
        </message>
        <message>
            <source>Ukraine</source>
            <translation>Ukraine</translation>
        </message>
        <message>
            <source>United Arab Emirates</source>
            <translation>Vereinigte Arabische Emirate</translation>
        </message>
        <message>
            <source>United Kingdom</source>
            <translation>Vereinigtes Königreich</translation>
        </message>
        <message>
            <source>United States</source>
            <translation>Vereinigte Staaten</translation>
        </message>
        <message>
            <source>United States (US1)</source>
            <translation>USA (US1)</translation>
        </message>
        <message>
            <source>Unlock it, then try again; or sign in for this session.</source>
            <translation>Entsperren Sie ihn und versuchen Sie es erneut, oder melden Sie sich nur für diese Sitzung an.</translation>
        </message>
        <message>
            <source>Upgrade the Twilio account, or call a number that is verified in it.</source>
            <translation>Führen Sie ein Upgrade des Twilio-Kontos durch, oder rufen Sie eine darin verifizierte Nummer an.</translation>
        </message>
        <message>
            <source>Upgrade the Twilio account.</source>
            <translation>Führen Sie ein Upgrade des Twilio-Kontos durch.</translation>
        </message>
        <message>
            <source>Uruguay</source>
            <translation>Uruguay</translation>
        </message>
        <message>
            <source>Use a cable instead of Wi-Fi, or go nearer to the router, and stop large downloads.</source>
            <translation>Verwenden Sie ein Kabel statt WLAN oder gehen Sie näher an den Router und stoppen Sie große Downloads.</translation>
        </message>
        <message>
            <source>Use a telephone or mobile phone, now.</source>
            <translation>Rufen Sie sofort mit einem Telefon oder Handy an.</translation>
        </message>
        <message>
            <source>Use a telephone or mobile phone.</source>
            <translation>Benutzen Sie ein Telefon oder Mobiltelefon.</translation>
        </message>
        <message>
            <source>Use digits, * and #; a comma is a short pause.</source>
            <translation>Verwenden Sie Ziffern, * und #; ein Komma ist eine kurze Pause.</translation>
        </message>
        <message>
            <source>Use the address that “softphone sandbox” printed: http://127.0.0.1 and a port.</source>
            <translation>Verwenden Sie die Adresse, die „softphone sandbox“ ausgegeben hat: http://127.0.0.1 und einen Port.</translation>
        </message>
        <message>
            <source>Used from the next start.</source>
            <translation>Gilt ab dem nächsten Start.</translation>
        </message>
        <message>
            <source>Utah</source>
            <translation>Utah</translation>
        </message>
        <message>
            <source>Uzbekistan</source>
            <translation>Usbekistan</translation>
        </message>
        <message>
            <source>Vanuatu</source>
            <translation>Vanuatu</translation>
        </message>
        <message>
            <source>Vatican City</source>
            <translation>Vatikanstadt</translation>
        </message>
        <message>
            <source>Venezuela</source>
            <translation>Venezuela</translation>
        </message>
        <message>
            <source>Verified numbers are not shown here.</source>
            <translation>Verifizierte Nummern werden hier nicht angezeigt.</translation>
        </message>
        <message>
            <source>Vermont</source>
            <translation>Vermont</translation>
        </message>
        <message>
            <source>Vietnam</source>
            <translation>Vietnam</translation>
        </message>
        <message>
            <source>Virginia</source>
            <translation>Virginia</translation>
        </message>
        <message>
            <source>Volume</source>
            <translation>Lautstärke</translation>
        </message>
        <message>
            <source>Wait a little, then call again.</source>
            <translation>Warten Sie ein wenig und rufen Sie dann erneut an.</translation>
        </message>
        <message>
            <source>Wait a moment and try again, or end it and start it anew.</source>
            <translation>Warten Sie kurz und versuchen Sie es erneut, oder beenden Sie es und starten Sie es neu.</translation>
        </message>
        <message>
            <source>Wait for it to answer.</source>
            <translation>Warten Sie, bis abgenommen wird.</translation>
        </message>
        <message>
            <source>Wallis &amp; Futuna</source>
            <translation>Wallis und Futuna</translation>
        </message>
        <message>
            <source>Washington</source>
            <translation>Washington</translation>
        </message>
        <message>
            <source>West Virginia</source>
            <translation>West Virginia</translation>
        </message>
        <message>
            <source>Western Sahara</source>
            <translation>Westsahara</translation>
        </message>
        <message>
            <source>What Twilio keeps about {name} cannot be read.</source>
            <translation>Die bei Twilio gespeicherten Angaben zu {name} können nicht gelesen werden.</translation>
        </message>
        <message>
            <source>What {server} answered is not an access token.</source>
            <translation>Die Antwort von {server} ist kein Zugriffstoken.</translation>
        </message>
        <message>
            <source>Where other incoming calls ring; it need not be your headset.</source>
            <translation>Wo andere eingehende Anrufe klingeln; das muss nicht Ihr Headset sein.</translation>
        </message>
        <message>
            <source>Where several numbers fit equally, the one of the last conversation with this person is shown.</source>
            <translation>Wo mehrere Nummern gleich gut passen, wird die des letzten Gesprächs mit dieser Person gezeigt.</translation>
        </message>
        <message>
            <source>Where the account is processed; the API key must have been made in that region.</source>
            <translation>Wo das Konto verarbeitet wird; der API-Schlüssel muss dort entstanden sein.</translation>
        </message>
        <message>
            <source>Where the app gets access tokens for audio, if agents have no standard API key. https only.</source>
            <translation>Woher die App Zugriffstoken für Audio erhält, wenn die Agenten keinen Standard-API-Schlüssel haben. Nur https.</translation>
        </message>
        <message>
            <source>Where you hear the customer.</source>
            <translation>Wo Sie den Kunden hören.</translation>
        </message>
        <message>
            <source>Which numbers the rules may take when none of the agent's ring groups fits.</source>
            <translation>Welche Nummern die Regeln nehmen dürfen, wenn keine der Rufgruppen des Agenten passt.</translation>
        </message>
        <message>
            <source>Who chooses the caller ID</source>
            <translation>Wer die Absendernummer auswählt</translation>
        </message>
        <message>
            <source>Window</source>
            <translation>Fenster</translation>
        </message>
        <message>
            <source>Wisconsin</source>
            <translation>Wisconsin</translation>
        </message>
        <message>
            <source>With the timer and Hang up, over other windows, while this one is hidden or minimised.</source>
            <translation>Mit Gesprächsdauer und „Auflegen“, über anderen Fenstern, solange dieses Fenster verborgen oder minimiert ist.</translation>
        </message>
        <message>
            <source>Without the {digits} in front.</source>
            <translation>Ohne die {digits} am Anfang.</translation>
        </message>
        <message>
            <source>Workspace SID</source>
            <translation>Workspace-SID</translation>
        </message>
        <message>
            <source>Wyoming</source>
            <translation>Wyoming</translation>
        </message>
        <message>
            <source>Yemen</source>
            <translation>Jemen</translation>
        </message>
        <message>
            <source>Yes</source>
            <translation>Ja</translation>
        </message>
        <message>
            <source>You</source>
            <translation>Ihre Angaben</translation>
        </message>
        <message>
            <source>You answered</source>
            <translation>Sie haben abgenommen</translation>
        </message>
        <message>
            <source>You are in no ring group, and only your own groups' numbers may be shown.</source>
            <translation>Sie gehören zu keiner Rufgruppe, und es dürfen nur Nummern Ihrer eigenen Gruppen angezeigt werden.</translation>
        </message>
        <message>
            <source>You are still in the call. Try again, or stay.</source>
            <translation>Sie sind noch im Gespräch. Versuchen Sie es erneut oder bleiben Sie.</translation>
        </message>
        <message>
            <source>You called {number} {seconds} s ago.</source>
            <translation>Sie haben {number} vor {seconds} s angerufen.</translation>
        </message>
        <message>
            <source>You can call with this line, but it is not at its best.</source>
            <translation>Sie können mit dieser Leitung anrufen, aber ihre Qualität ist nicht optimal.</translation>
        </message>
        <message>
            <source>You hung up</source>
            <translation>Sie haben aufgelegt</translation>
        </message>
        <message>
            <source>Your caller ID has just been changed.</source>
            <translation>Ihre Absendernummer wurde soeben geändert.</translation>
        </message>
        <message>
            <source>Your caller ID is not set by anybody any more: the company's settings decide.</source>
            <translation>Ihre Absendernummer ist von niemandem mehr festgelegt: Es gelten die Einstellungen des Unternehmens.</translation>
        </message>
        <message>
            <source>Your caller ID is now {caller_id} (you, {time}).</source>
            <translation>Ihre Absendernummer ist jetzt: {caller_id} (Sie, {time}).</translation>
        </message>
        <message>
            <source>Your caller ID is now {caller_id} ({by}, {time}).</source>
            <translation>Ihre Absendernummer ist jetzt: {caller_id} ({by}, {time}).</translation>
        </message>
        <message>
            <source>Your caller ID is now {caller_id} ({by}, {time}: {why}).</source>
            <translation>Ihre Absendernummer ist jetzt: {caller_id} ({by}, {time}: {why}).</translation>
        </message>
        <message>
            <source>Your caller ID is set by {name}.</source>
            <translation>Ihre Absendernummer wurde von {name} festgelegt.</translation>
        </message>
        <message>
            <source>Your line is fine.</source>
            <translation>Ihre Leitung ist in Ordnung.</translation>
        </message>
        <message>
            <source>Your line is not connected to Twilio.</source>
            <translation>Ihre Leitung ist nicht mit Twilio verbunden.</translation>
        </message>
        <message>
            <source>Your line is ready.</source>
            <translation>Ihre Leitung ist bereit.</translation>
        </message>
        <message>
            <source>Your line is reconnecting…</source>
            <translation>Ihre Leitung wird neu verbunden…</translation>
        </message>
        <message>
            <source>Your line is starting…</source>
            <translation>Ihre Leitung wird gestartet…</translation>
        </message>
        <message>
            <source>Your name</source>
            <translation>Ihr Name</translation>
        </message>
        <message>
            <source>Your name cannot be used for a line.</source>
            <translation>Ihr Name kann nicht für eine Leitung verwendet werden.</translation>
        </message>
        <message>
            <source>Your own phone sends the tones: press the keys on it.</source>
            <translation>Ihr eigenes Telefon sendet die Töne: Drücken Sie dort die Tasten.</translation>
        </message>
        <message>
            <source>Your phone could not be reached</source>
            <translation>Ihr Telefon war nicht erreichbar</translation>
        </message>
        <message>
            <source>Your phone hung up</source>
            <translation>Ihr Telefon hat aufgelegt</translation>
        </message>
        <message>
            <source>Your phone is busy</source>
            <translation>Ihr Telefon ist besetzt</translation>
        </message>
        <message>
            <source>Your phone may be ringing</source>
            <translation>Ihr Telefon klingelt möglicherweise</translation>
        </message>
        <message>
            <source>Your phone may be ringing; it is hung up once it is found</source>
            <translation>Ihr Telefon klingelt möglicherweise; sobald der Anruf gefunden ist, wird aufgelegt</translation>
        </message>
        <message>
            <source>Your phone rings at</source>
            <translation>Ihr Telefon klingelt unter</translation>
        </message>
        <message>
            <source>Your phone stopped ringing</source>
            <translation>Ihr Telefon klingelt nicht mehr</translation>
        </message>
        <message>
            <source>Your phone was not answered</source>
            <translation>Ihr Telefon wurde nicht abgenommen</translation>
        </message>
        <message>
            <source>Your phone was not rung</source>
            <translation>Ihr Telefon hat nicht geklingelt</translation>
        </message>
        <message>
            <source>Your ring groups have no local number</source>
            <translation>Ihre Rufgruppen haben keine lokale Nummer</translation>
        </message>
        <message>
            <source>Your ring groups have no number for this call, and others may not be shown.</source>
            <translation>Ihre Rufgruppen haben keine Nummer für diesen Anruf, und andere dürfen nicht angezeigt werden.</translation>
        </message>
        <message>
            <source>Your ring groups have no toll-free number for {country}</source>
            <translation>Ihre Rufgruppen haben keine gebührenfreie Nummer für {country}</translation>
        </message>
        <message>
            <source>Your toll-free number for {country}</source>
            <translation>Ihre gebührenfreie Nummer für {country}</translation>
        </message>
        <message>
            <source>Yukon</source>
            <translation>Yukon</translation>
        </message>
        <message>
            <source>Zambia</source>
            <translation>Sambia</translation>
        </message>
        <message>
            <source>Zimbabwe</source>
            <translation>Simbabwe</translation>
        </message>
        <message>
            <source>a SIP address ("sip:ana@acme.example"), a phone number ("+1…") or "client:" and a name</source>
            <translation>eine SIP-Adresse ("sip:ana@acme.example"), eine Telefonnummer ("+1…") oder "client:" und ein Name</translation>
        </message>
        <message>
            <source>a country code of two letters, such as "US"</source>
            <translation>ein Ländercode aus zwei Buchstaben, etwa "US"</translation>
        </message>
        <message>
            <source>a name of up to 64 letters, digits, blanks or . @ + - _</source>
            <translation>ein Name aus bis zu 64 Buchstaben, Ziffern, Leerzeichen oder . @ + - _</translation>
        </message>
        <message>
            <source>a number in E.164, such as "+14155550123"</source>
            <translation>eine Nummer im Format E.164, etwa "+14155550123"</translation>
        </message>
        <message>
            <source>a whole number from "0" to "100"</source>
            <translation>eine ganze Zahl von "0" bis "100"</translation>
        </message>
        <message>
            <source>an address that starts with "https://", or nothing</source>
            <translation>eine Adresse, die mit "https://" beginnt, oder nichts</translation>
        </message>
        <message>
            <source>an identifier that starts with "{prefix}"</source>
            <translation>eine Kennung, die mit "{prefix}" beginnt</translation>
        </message>
        <message>
            <source>another number was chosen</source>
            <translation>eine andere Nummer wurde ausgewählt</translation>
        </message>
        <message>
            <source>busy</source>
            <translation>besetzt</translation>
        </message>
        <message>
            <source>call ended</source>
            <translation>Anruf beendet</translation>
        </message>
        <message>
            <source>calling {number}…</source>
            <translation>{number} wird angerufen…</translation>
        </message>
        <message>
            <source>calling {who}…</source>
            <translation>{who} wird angerufen…</translation>
        </message>
        <message>
            <source>cancelled</source>
            <translation>abgebrochen</translation>
        </message>
        <message>
            <source>cannot carry calls</source>
            <translation>eignet sich nicht für Anrufe</translation>
        </message>
        <message>
            <source>connected</source>
            <translation>verbunden</translation>
        </message>
        <message>
            <source>failed</source>
            <translation>fehlgeschlagen</translation>
        </message>
        <message>
            <source>fits as well, but comes later in the account</source>
            <translation>passt auch, kommt im Konto aber später</translation>
        </message>
        <message>
            <source>fits as well, but this person was last connected with the number chosen</source>
            <translation>passt auch, aber diese Person war zuletzt mit der ausgewählten Nummer verbunden</translation>
        </message>
        <message>
            <source>handed over</source>
            <translation>übergeben</translation>
        </message>
        <message>
            <source>hanging up {number}…</source>
            <translation>bei {number} wird aufgelegt…</translation>
        </message>
        <message>
            <source>has another country code than the number called</source>
            <translation>hat eine andere Ländervorwahl als die angerufene Nummer</translation>
        </message>
        <message>
            <source>has area code {theirs}, not {wanted}</source>
            <translation>hat die Vorwahl {theirs}, nicht {wanted}</translation>
        </message>
        <message>
            <source>hours such as "21:00-08:00", or nothing</source>
            <translation>Uhrzeiten wie "21:00-08:00" oder nichts</translation>
        </message>
        <message>
            <source>in progress</source>
            <translation>läuft</translation>
        </message>
        <message>
            <source>is farther away: {place}</source>
            <translation>ist weiter entfernt: {place}</translation>
        </message>
        <message>
            <source>is not in {state}</source>
            <translation>liegt nicht im Bundesstaat {state}</translation>
        </message>
        <message>
            <source>is only verified, not owned; automatic choice leaves those out</source>
            <translation>ist nur verifiziert, keine eigene Nummer; die automatische Auswahl lässt solche Nummern aus</translation>
        </message>
        <message>
            <source>is set to receive fax</source>
            <translation>ist für den Faxempfang eingerichtet</translation>
        </message>
        <message>
            <source>is the number being called</source>
            <translation>ist die angerufene Nummer</translation>
        </message>
        <message>
            <source>is toll-free: local numbers come first</source>
            <translation>ist gebührenfrei: lokale Nummern haben Vorrang</translation>
        </message>
        <message>
            <source>is your dedicated line: it is not chosen automatically</source>
            <translation>ist Ihre persönliche Nummer: sie wird nicht automatisch ausgewählt</translation>
        </message>
        <message>
            <source>is {owner}'s dedicated line</source>
            <translation>ist die persönliche Nummer von {owner}</translation>
        </message>
        <message>
            <source>may have rung</source>
            <translation>hat möglicherweise geklingelt</translation>
        </message>
        <message>
            <source>no answer</source>
            <translation>keine Antwort</translation>
        </message>
        <message>
            <source>no ring group in common: it is in {its}, you are in {yours}</source>
            <translation>keine gemeinsame Rufgruppe: die Nummer gehört zu {its}, Sie zu {yours}</translation>
        </message>
        <message>
            <source>no ring group in common: it is in {its}, {agent} is in {theirs}</source>
            <translation>keine gemeinsame Rufgruppe: die Nummer gehört zu {its}, {agent} zu {theirs}</translation>
        </message>
        <message>
            <source>nobody knows whether {number} rang</source>
            <translation>niemand weiß, ob {number} klingelte</translation>
        </message>
        <message>
            <source>nobody knows whether {who} rang</source>
            <translation>niemand weiß, ob es bei {who} klingelte</translation>
        </message>
        <message>
            <source>none</source>
            <translation>keiner</translation>
        </message>
        <message>
            <source>nothing</source>
            <translation>keine</translation>
        </message>
        <message>
            <source>tel:, callto: and sip: links now open here. Written: {entry} and {choices}.</source>
            <translation>tel:-, callto:- und sip:-Links werden jetzt hier geöffnet. Geschrieben: {entry} und {choices}.</translation>
        </message>
        <message>
            <source>the name of a device, or nothing</source>
            <translation>der Name eines Geräts oder nichts</translation>
        </message>
        <message>
            <source>true or false</source>
            <translation>true oder false</translation>
        </message>
        <message>
            <source>undo</source>
            <translation>rückgängig gemacht</translation>
        </message>
        <message>
            <source>waiting in Twilio's queue: about {seconds} s</source>
            <translation>wartet in Twilios Warteschlange: etwa {seconds} s</translation>
        </message>
        <message>
            <source>was refused by Twilio as a caller ID lately</source>
            <translation>wurde kürzlich von Twilio als Absendernummer abgelehnt</translation>
        </message>
        <message>
            <source>your company</source>
            <translation>Ihrem Unternehmen</translation>
        </message>
        <message>
            <source>your phone did not answer</source>
            <translation>Ihr Telefon wurde nicht abgenommen</translation>
        </message>
        <message>
            <source>{by} changed it to {caller_id} since ({time}).</source>
            <translation>{by} hat dies seitdem auf {caller_id} geändert ({time}).</translation>
        </message>
        <message>
            <source>{by} pinned your caller ID to {caller_id} until {until}.</source>
            <translation>{by} hat als Ihre Absendernummer {caller_id} bis {until} angeheftet.</translation>
        </message>
        <message>
            <source>{by} pinned your caller ID to {caller_id}.</source>
            <translation>{by} hat als Ihre Absendernummer {caller_id} angeheftet.</translation>
        </message>
        <message>
            <source>{by} pinned your caller ID.</source>
            <translation>{by} hat Ihre Absendernummer angeheftet.</translation>
        </message>
        <message>
            <source>{by} pinned {caller_id} since ({time}).</source>
            <translation>{by} hat seitdem {caller_id} angeheftet ({time}).</translation>
        </message>
        <message>
            <source>{by} pinned {caller_id} until {until}.</source>
            <translation>{by} hat {caller_id} bis {until} angeheftet.</translation>
        </message>
        <message>
            <source>{by} pinned {caller_id}.</source>
            <translation>{by} hat {caller_id} angeheftet.</translation>
        </message>
        <message>
            <source>{by} set your caller ID to {caller_id} at {time}; your own choice came later and counts.</source>
            <translation>{by} hat Ihre Absendernummer um {time} auf {caller_id} festgelegt; Ihre eigene Auswahl kam später und gilt.</translation>
        </message>
        <message>
            <source>{company} has changed settings: {count}.</source>
            <translation>Von {company} geänderte Einstellungen: {count}.</translation>
        </message>
        <message>
            <source>{company} has changed your ring groups and settings: {count}.</source>
            <translation>Von {company} geändert: Ihre Rufgruppen und Einstellungen ({count}).</translation>
        </message>
        <message>
            <source>{company} has changed your ring groups.</source>
            <translation>Ihre Rufgruppen wurden von {company} geändert.</translation>
        </message>
        <message>
            <source>{company} has changed “{label}”. It is now: {value}</source>
            <translation>„{label}“ wurde von {company} geändert. Jetzt gilt: {value}</translation>
        </message>
        <message>
            <source>{count} added</source>
            <translation>{count} hinzugefügt</translation>
        </message>
        <message>
            <source>{count} changed</source>
            <translation>{count} geändert</translation>
        </message>
        <message>
            <source>{count} released</source>
            <translation>{count} entfallen</translation>
        </message>
        <message>
            <source>{digits} is a crisis line and is not called from here.</source>
            <translation>{digits} ist ein Krisentelefon und wird von hier nicht angerufen.</translation>
        </message>
        <message>
            <source>{digits} is a short code ({country}) and is not called from here.</source>
            <translation>{digits} ist eine Kurzwahl ({country}) und wird von hier nicht angerufen.</translation>
        </message>
        <message>
            <source>{digits} is an emergency number and is not called from here.</source>
            <translation>{digits} ist eine Notrufnummer und wird von hier aus nicht angerufen.</translation>
        </message>
        <message>
            <source>{digits} is no longer dialled in {country}.</source>
            <translation>{digits} wird in {country} nicht mehr gewählt.</translation>
        </message>
        <message>
            <source>{digits} was put in front, as in calls inside {country}.</source>
            <translation>{digits} wurde vorangestellt, wie bei Anrufen innerhalb von {country}.</translation>
        </message>
        <message>
            <source>{file} can be changed by others than the administrator, so it locks nothing and only suggests. To mend it: {remedy}</source>
            <translation>{file} kann nicht nur von der Administration geändert werden, daher sperrt die Datei nichts und schlägt nur vor. Abhilfe: {remedy}</translation>
        </message>
        <message>
            <source>{file} can be changed by others than the administrator, so its last good copy counts. To mend it: {remedy}</source>
            <translation>{file} kann nicht nur von der Administration geändert werden, daher gilt die letzte gute Kopie. Abhilfe: {remedy}</translation>
        </message>
        <message>
            <source>{file} cannot be read: {reason}.</source>
            <translation>{file} kann nicht gelesen werden: {reason}.</translation>
        </message>
        <message>
            <source>{file} cannot be written ({why}).</source>
            <translation>{file} kann nicht geschrieben werden ({why}).</translation>
        </message>
        <message>
            <source>{file} has headers in line {line} and no contact below them.</source>
            <translation>{file} hat Überschriften in Zeile {line} und darunter keinen Kontakt.</translation>
        </message>
        <message>
            <source>{file} is a spreadsheet, not a CSV or vCard file.</source>
            <translation>{file} ist eine Tabellenkalkulation, keine CSV- oder vCard-Datei.</translation>
        </message>
        <message>
            <source>{file} is empty.</source>
            <translation>{file} ist leer.</translation>
        </message>
        <message>
            <source>{file} is larger than 256 MB.</source>
            <translation>{file} ist größer als 256 MB.</translation>
        </message>
        <message>
            <source>{file} is neither a CSV nor a vCard file.</source>
            <translation>{file} ist weder eine CSV- noch eine vCard-Datei.</translation>
        </message>
        <message>
            <source>{file}, line {line}: no column holds telephone numbers.</source>
            <translation>{file}, Zeile {line}: Keine Spalte enthält Telefonnummern.</translation>
        </message>
        <message>
            <source>{file}, line {line}: no column holds telephone numbers. It has: {found}.</source>
            <translation>{file}, Zeile {line}: Keine Spalte enthält Telefonnummern. Vorhanden: {found}.</translation>
        </message>
        <message>
            <source>{name} ({contact})</source>
            <translation>{name} ({contact})</translation>
        </message>
        <message>
            <source>{name} is set, but is not what “softphone sandbox” prints.</source>
            <translation>{name} ist gesetzt, entspricht aber nicht der Ausgabe von „softphone sandbox“.</translation>
        </message>
        <message>
            <source>{news} Show it to this customer, or {number}, which you saw?</source>
            <translation>{news} Soll dieser Kunde das sehen oder {number}, was Sie gesehen haben?</translation>
        </message>
        <message>
            <source>{news} The customer sees {number}.</source>
            <translation>{news} Der Kunde sieht {number}.</translation>
        </message>
        <message>
            <source>{number} can no longer be shown. {problem}</source>
            <translation>{number} kann nicht mehr angezeigt werden. {problem}</translation>
        </message>
        <message>
            <source>{number} could not be reached</source>
            <translation>{number} war nicht erreichbar</translation>
        </message>
        <message>
            <source>{number} did not answer</source>
            <translation>{number} hat nicht abgenommen</translation>
        </message>
        <message>
            <source>{number} is being called already.</source>
            <translation>{number} wird bereits angerufen.</translation>
        </message>
        <message>
            <source>{number} is busy</source>
            <translation>{number} ist besetzt</translation>
        </message>
        <message>
            <source>{number} is called next</source>
            <translation>{number} wird als Nächstes angerufen</translation>
        </message>
        <message>
            <source>{number} is called when you answer</source>
            <translation>{number} wird angerufen, sobald Sie abnehmen</translation>
        </message>
        <message>
            <source>{number} is not available. {problem}</source>
            <translation>{number} ist nicht verfügbar. {problem}</translation>
        </message>
        <message>
            <source>{number} is on hold</source>
            <translation>{number} wird gehalten</translation>
        </message>
        <message>
            <source>{number} is ringing…</source>
            <translation>es klingelt bei {number}…</translation>
        </message>
        <message>
            <source>{number} may be ringing</source>
            <translation>möglicherweise klingelt es bei {number}</translation>
        </message>
        <message>
            <source>{number} may be ringing; it is hung up once it is found</source>
            <translation>möglicherweise klingelt es bei {number}; sobald der Anruf gefunden ist, wird aufgelegt</translation>
        </message>
        <message>
            <source>{number} stopped ringing</source>
            <translation>bei {number} klingelt es nicht mehr</translation>
        </message>
        <message>
            <source>{number} was not called</source>
            <translation>{number} wurde nicht angerufen</translation>
        </message>
        <message>
            <source>{one} or {other}</source>
            <translation>{one} oder {other}</translation>
        </message>
        <message>
            <source>{one}, {other}</source>
            <translation>{one}, {other}</translation>
        </message>
        <message>
            <source>{path} could not be made: {error}.</source>
            <translation>{path} konnte nicht erstellt werden: {error}.</translation>
        </message>
        <message>
            <source>{path} could not be read or written: {error}.</source>
            <translation>{path} konnte nicht gelesen oder geschrieben werden: {error}.</translation>
        </message>
        <message>
            <source>{path} could not be written: {error}.</source>
            <translation>{path} konnte nicht geschrieben werden: {error}.</translation>
        </message>
        <message>
            <source>{path} was not a database any more. It was set aside as {aside}.</source>
            <translation>{path} war keine Datenbank mehr. Die Datei wurde als {aside} beiseitegelegt.</translation>
        </message>
        <message>
            <source>{path}, which {name} names, cannot be read as certificates.</source>
            <translation>{path}, genannt in {name}, lässt sich nicht als Zertifikate lesen.</translation>
        </message>
        <message>
            <source>{prefix} was read as +.</source>
            <translation>{prefix} wurde als + gelesen.</translation>
        </message>
        <message>
            <source>{problem} The caller ID that was known last is shown.</source>
            <translation>{problem} Gezeigt wird die zuletzt bekannte Rufnummer.</translation>
        </message>
        <message>
            <source>{server} did not answer when asked for a token.</source>
            <translation>{server} hat auf die Anfrage nach einem Token nicht geantwortet.</translation>
        </message>
        <message>
            <source>{server} gave no token (HTTP {status}).</source>
            <translation>{server} hat kein Token geliefert (HTTP {status}).</translation>
        </message>
        <message>
            <source>{state}, {country}</source>
            <translation>{state}, {country}</translation>
        </message>
        <message>
            <source>{what} A phone may be ringing.</source>
            <translation>{what} Möglicherweise klingelt ein Telefon.</translation>
        </message>
        <message>
            <source>{where}: {what}</source>
            <translation>{where}: {what}</translation>
        </message>
        <message>
            <source>{who} could not be reached</source>
            <translation>{who} war nicht erreichbar</translation>
        </message>
        <message>
            <source>{who} did not answer</source>
            <translation>{who} hat nicht abgenommen</translation>
        </message>
        <message>
            <source>{who} did not take the call.</source>
            <translation>{who} hat den Anruf nicht angenommen.</translation>
        </message>
        <message>
            <source>{who} has left</source>
            <translation>{who} hat den Anruf verlassen</translation>
        </message>
        <message>
            <source>{who} is busy</source>
            <translation>{who} ist besetzt</translation>
        </message>
        <message>
            <source>{who} is called next</source>
            <translation>{who} wird als Nächstes angerufen</translation>
        </message>
        <message>
            <source>{who} is in the call</source>
            <translation>{who} ist im Anruf</translation>
        </message>
        <message>
            <source>{who} is in the call already.</source>
            <translation>{who} ist bereits im Anruf.</translation>
        </message>
        <message>
            <source>{who} is not there any more.</source>
            <translation>{who} ist nicht mehr da.</translation>
        </message>
        <message>
            <source>{who} is on hold</source>
            <translation>{who} wird gehalten</translation>
        </message>
        <message>
            <source>{who} is ringing…</source>
            <translation>es klingelt bei {who}…</translation>
        </message>
        <message>
            <source>{who} may be ringing</source>
            <translation>möglicherweise klingelt es bei {who}</translation>
        </message>
        <message>
            <source>{who} stopped ringing</source>
            <translation>bei {who} klingelt es nicht mehr</translation>
        </message>
        <message>
            <source>{who} was not called</source>
            <translation>{who} wurde nicht angerufen</translation>
        </message>
        <message>
            <source>{why}; you last spoke from this number</source>
            <translation>{why}; zuletzt haben Sie von dieser Nummer aus gesprochen</translation>
        </message>
        <message>
            <source>Åland Islands</source>
            <translation>Ålandinseln</translation>
        </message>
        <message>
            <source>“{label}” is now set by {company}.</source>
            <translation>„{label}“ wird jetzt von {company} festgelegt.</translation>
        </message>
        <message>
            <source>“{label}” is set in {file} and cannot be changed here.</source>
            <translation>„{label}“ ist in {file} festgelegt und kann hier nicht geändert werden.</translation>
        </message>
        <message>
            <source>“{label}” is yours to change now.</source>
            <translation>„{label}“ können Sie jetzt selbst ändern.</translation>
        </message>
        <message>
            <source>“{name}” is not a telephone number.</source>
            <translation>„{name}“ ist keine Telefonnummer.</translation>
        </message>
        <message>
            <source>“{scheme}:” links do not lead to a telephone.</source>
            <translation>„{scheme}:“-Links führen nicht zu einem Telefon.</translation>
        </message>
        <message>
            <source>“{text}” cannot be dialled exactly as typed.</source>
            <translation>„{text}“ kann nicht genau wie eingegeben gewählt werden.</translation>
        </message>
        <message>
            <source>“{text}” cannot be sent as tones.</source>
            <translation>„{text}“ kann nicht als Töne gesendet werden.</translation>
        </message>
        <message>
            <source>“{text}” cannot exist: no area code or exchange in +1 starts so.</source>
            <translation>„{text}“ kann es nicht geben: Keine Vorwahl oder Vermittlung in +1 beginnt so.</translation>
        </message>
        <message>
            <source>“{text}” does not have a number's length.</source>
            <translation>„{text}“ hat nicht die Länge einer Nummer.</translation>
        </message>
        <message>
            <source>“{text}” does not start with a country code that exists.</source>
            <translation>„{text}“ beginnt nicht mit einer vorhandenen Ländervorwahl.</translation>
        </message>
        <message>
            <source>“{text}” has no area code.</source>
            <translation>„{text}“ hat keine Vorwahl.</translation>
        </message>
        <message>
            <source>“{text}” has no country code.</source>
            <translation>„{text}“ hat keine Ländervorwahl.</translation>
        </message>
        <message>
            <source>“{text}” has too few digits.</source>
            <translation>„{text}“ hat zu wenige Ziffern.</translation>
        </message>
        <message>
            <source>“{text}” has too many digits.</source>
            <translation>„{text}“ hat zu viele Ziffern.</translation>
        </message>
        <message>
            <source>“{text}” is nobody known here.</source>
            <translation>„{text}“ ist hier nicht bekannt.</translation>
        </message>
        <message>
            <source>“{text}” is not a SIP address.</source>
            <translation>„{text}“ ist keine SIP-Adresse.</translation>
        </message>
        <message>
            <source>“{text}” is not a telephone number.</source>
            <translation>„{text}“ ist keine Telefonnummer.</translation>
        </message>
        <message>
            <source>“{text}” was rounded by a spreadsheet: the last digits are lost.</source>
            <translation>„{text}“ wurde von einer Tabellenkalkulation gerundet: Die letzten Ziffern sind verloren.</translation>
        </message>
        <message>
            <source>“{value}” does not fit “{label}”.</source>
            <translation>„{value}“ passt nicht zu „{label}“.</translation>
        </message>
    </context>
</TS>
