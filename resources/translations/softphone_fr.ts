<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="fr" sourcelanguage="en">
    <context>
        <name>AboutDialog</name>
        <message>
            <source>A desktop softphone for call-centre agents, on the company's own Twilio account.</source>
            <translation>Un softphone de bureau pour les agents de centre d’appels, sur le compte Twilio de l’entreprise.</translation>
        </message>
        <message>
            <source>About Softphone</source>
            <translation>À propos de Softphone</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Fermer</translation>
        </message>
        <message>
            <source>It uses Qt and Qt for Python (PySide6) under the GNU Lesser General Public License, version 3. They are separate libraries: you may replace them with your own build.</source>
            <translation>Il utilise Qt et Qt for Python (PySide6) sous la GNU Lesser General Public License, version 3. Ce sont des bibliothèques distinctes : vous pouvez les remplacer par votre propre compilation.</translation>
        </message>
        <message>
            <source>Licence: {licence}</source>
            <translation>Licence : {licence}</translation>
        </message>
        <message>
            <source>Licensed under the Apache License, version 2.0 (Apache-2.0).</source>
            <translation>Sous licence Apache License, version 2.0 (Apache-2.0).</translation>
        </message>
        <message>
            <source>Softphone {version}</source>
            <translation>Softphone {version}</translation>
        </message>
        <message>
            <source>The package does not carry the licence's text.</source>
            <translation>Le paquet ne contient pas le texte de la licence.</translation>
        </message>
        <message>
            <source>The package does not say under which licence it is.</source>
            <translation>Le paquet n’indique pas sous quelle licence il est.</translation>
        </message>
        <message>
            <source>What it is made with, and the licences</source>
            <translation>Ses composants et leurs licences</translation>
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
            <translation>Appel vers {number} avec {caller_id} dans {seconds} s</translation>
        </message>
        <message>
            <source>Left out of the link: {parts}</source>
            <translation>Ignoré dans le lien : {parts}</translation>
        </message>
        <message>
            <source>The number waits in the field until this call is over.</source>
            <translation>Le numéro attend dans le champ jusqu’à la fin de cet appel.</translation>
        </message>
        <message>
            <source>There is no text on the clipboard.</source>
            <translation>Il n’y a pas de texte dans le presse-papiers.</translation>
        </message>
    </context>
    <context>
        <name>CallButton</name>
        <message>
            <source>Hold</source>
            <translation>Attente</translation>
        </message>
        <message>
            <source>Holding…</source>
            <translation>Attente…</translation>
        </message>
        <message>
            <source>Mute</source>
            <translation>Couper micro</translation>
        </message>
        <message>
            <source>Muted</source>
            <translation>Micro coupé</translation>
        </message>
        <message>
            <source>Muting…</source>
            <translation>Coupure…</translation>
        </message>
        <message>
            <source>On hold</source>
            <translation>En attente</translation>
        </message>
        <message>
            <source>Resuming…</source>
            <translation>Reprise…</translation>
        </message>
        <message>
            <source>Unmuting…</source>
            <translation>Réactivation…</translation>
        </message>
    </context>
    <context>
        <name>CallButtons</name>
        <message>
            <source>&amp;Keypad tones</source>
            <translation>Tonalités du cla&amp;vier</translation>
        </message>
        <message>
            <source>&amp;Mute</source>
            <translation>&amp;Couper le micro</translation>
        </message>
        <message>
            <source>&amp;Transfer…</source>
            <translation>&amp;Transférer…</translation>
        </message>
        <message>
            <source>A&amp;dd somebody…</source>
            <translation>A&amp;jouter quelqu’un…</translation>
        </message>
        <message>
            <source>Add</source>
            <translation>Ajouter</translation>
        </message>
        <message>
            <source>Ask somebody else into the call ({key})</source>
            <translation>Inviter quelqu’un d’autre dans l’appel ({key})</translation>
        </message>
        <message>
            <source>H&amp;old</source>
            <translation>&amp;Mettre en attente</translation>
        </message>
        <message>
            <source>Hand the call to somebody else ({key})</source>
            <translation>Transférer l’appel à quelqu’un d’autre ({key})</translation>
        </message>
        <message>
            <source>Keypad</source>
            <translation>Clavier</translation>
        </message>
        <message>
            <source>Nobody hears you ({key})</source>
            <translation>Personne ne vous entend ({key})</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>Note</translation>
        </message>
        <message>
            <source>Note on this ca&amp;ll</source>
            <translation>Note &amp;sur cet appel</translation>
        </message>
        <message>
            <source>Press keys for the customer's menu ({key})</source>
            <translation>Appuyer sur des touches pour le menu du client ({key})</translation>
        </message>
        <message>
            <source>Ringing…</source>
            <translation>Sonnerie…</translation>
        </message>
        <message>
            <source>The customer hears music ({key})</source>
            <translation>Le client entend de la musique ({key})</translation>
        </message>
        <message>
            <source>There is no call.</source>
            <translation>Il n’y a pas d’appel.</translation>
        </message>
        <message>
            <source>Transfer</source>
            <translation>Transférer</translation>
        </message>
        <message>
            <source>Write a note on this call ({key})</source>
            <translation>Écrire une note sur cet appel ({key})</translation>
        </message>
    </context>
    <context>
        <name>CallControls</name>
        <message>
            <source>Hanging up…</source>
            <translation>Raccrochage…</translation>
        </message>
        <message>
            <source>There is no call.</source>
            <translation>Il n’y a pas d’appel.</translation>
        </message>
    </context>
    <context>
        <name>CallModel</name>
        <message>
            <source>Call ended after {time}</source>
            <translation>Appel terminé après {time}</translation>
        </message>
        <message>
            <source>Handed over to {who} after {time}</source>
            <translation>Transféré à {who} après {time}</translation>
        </message>
        <message>
            <source>Hanging up…</source>
            <translation>Raccrochage…</translation>
        </message>
        <message>
            <source>{trouble} Looking again.</source>
            <translation>{trouble} Nouvelle vérification.</translation>
        </message>
        <message>
            <source>{trouble} The call goes on; looking again.</source>
            <translation>{trouble} L’appel continue ; nouvelle vérification.</translation>
        </message>
        <message>
            <source>{trouble} Trying again.</source>
            <translation>{trouble} Nouvelle tentative.</translation>
        </message>
    </context>
    <context>
        <name>CallPanel</name>
        <message>
            <source>&amp;Keep {number}</source>
            <translation>&amp;Garder {number}</translation>
        </message>
        <message>
            <source>&amp;Show {number}</source>
            <translation>&amp;Afficher {number}</translation>
        </message>
        <message>
            <source>Add to the call</source>
            <translation>Ajouter à l’appel</translation>
        </message>
        <message>
            <source>Call again</source>
            <translation>Rappeler</translation>
        </message>
        <message>
            <source>Call in progress</source>
            <translation>Appel en cours</translation>
        </message>
        <message>
            <source>Call them in</source>
            <translation>Inviter</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Fermer</translation>
        </message>
        <message>
            <source>End the call (F8)</source>
            <translation>Terminer l’appel (F8)</translation>
        </message>
        <message>
            <source>Hand over when they answer</source>
            <translation>Transférer au décroché</translation>
        </message>
        <message>
            <source>Hang up</source>
            <translation>Raccrocher</translation>
        </message>
        <message>
            <source>Look again</source>
            <translation>Revérifier</translation>
        </message>
        <message>
            <source>Ring me back in</source>
            <translation>Me rappeler dans l'appel</translation>
        </message>
        <message>
            <source>Send {keys}</source>
            <translation>Envoyer {keys}</translation>
        </message>
        <message>
            <source>Talk first</source>
            <translation>Parler d’abord</translation>
        </message>
        <message>
            <source>They cannot hear you: the app that carried your sound was closed.</source>
            <translation>On ne vous entend pas : l'application qui portait votre son a été fermée.</translation>
        </message>
        <message>
            <source>Transfer to</source>
            <translation>Transférer à</translation>
        </message>
        <message>
            <source>as {number}</source>
            <translation>avec {number}</translation>
        </message>
    </context>
    <context>
        <name>CallerIdCard</name>
        <message>
            <source>Calling as</source>
            <translation>Numéro présenté</translation>
        </message>
        <message>
            <source>Calling as {number}</source>
            <translation>Numéro présenté : {number}</translation>
        </message>
        <message>
            <source>Choose the number to show (Alt+I)</source>
            <translation>Choisir le numéro à présenter (Alt+I)</translation>
        </message>
        <message>
            <source>Why this number?</source>
            <translation>Pourquoi ce numéro ?</translation>
        </message>
        <message>
            <source>Why?</source>
            <translation>Pourquoi ?</translation>
        </message>
    </context>
    <context>
        <name>CallerIdPopup</name>
        <message>
            <source>Enter: choose · Alt+Enter: this call only · Ctrl+P: pin · F5: refresh</source>
            <translation>Entrée : choisir · Alt+Entrée : cet appel seulement · Ctrl+P : épingler · F5 : actualiser</translation>
        </message>
        <message>
            <source>Find a name, a number, a place</source>
            <translation>Rechercher un nom, un numéro, un lieu</translation>
        </message>
        <message>
            <source>Find a number to show</source>
            <translation>Rechercher un numéro à présenter</translation>
        </message>
        <message>
            <source>No number matches “{text}”.</source>
            <translation>Aucun numéro ne correspond à « {text} ».</translation>
        </message>
        <message>
            <source>Numbers you may show</source>
            <translation>Numéros que vous pouvez présenter</translation>
        </message>
        <message>
            <source>There is no number that you may show. F5 reads the numbers again.</source>
            <translation>Il n’y a aucun numéro que vous puissiez présenter. F5 relit les numéros.</translation>
        </message>
    </context>
    <context>
        <name>CallerIdRows</name>
        <message>
            <source>All numbers</source>
            <translation>Tous les numéros</translation>
        </message>
        <message>
            <source>Not for you to show</source>
            <translation>Non disponibles pour vous</translation>
        </message>
        <message>
            <source>Pinned</source>
            <translation>Épinglés</translation>
        </message>
        <message>
            <source>Recent</source>
            <translation>Récents</translation>
        </message>
        <message>
            <source>verified only</source>
            <translation>vérifié seulement</translation>
        </message>
        <message>
            <source>your own line</source>
            <translation>votre propre ligne</translation>
        </message>
    </context>
    <context>
        <name>CallerIdView</name>
        <message>
            <source>Choose a number</source>
            <translation>Choisissez un numéro</translation>
        </message>
        <message>
            <source>Default (automatic)</source>
            <translation>Par défaut (automatique)</translation>
        </message>
        <message>
            <source>Loading the numbers…</source>
            <translation>Chargement des numéros…</translation>
        </message>
        <message>
            <source>No number to show</source>
            <translation>Aucun numéro à présenter</translation>
        </message>
        <message>
            <source>No numbers yet</source>
            <translation>Pas encore de numéros</translation>
        </message>
        <message>
            <source>Refresh reads them from Twilio.</source>
            <translation>Actualiser les lit auprès de Twilio.</translation>
        </message>
        <message>
            <source>There is no list: the rules choose the number for every call.</source>
            <translation>Il n’y a pas de liste : les règles choisissent le numéro pour chaque appel.</translation>
        </message>
        <message>
            <source>Type a number to see which one it will show.</source>
            <translation>Saisissez un numéro pour voir lequel lui sera présenté.</translation>
        </message>
        <message>
            <source>chosen automatically</source>
            <translation>choisi automatiquement</translation>
        </message>
        <message>
            <source>chosen by you</source>
            <translation>choisi par vous</translation>
        </message>
        <message>
            <source>for this call only</source>
            <translation>pour cet appel seulement</translation>
        </message>
        <message>
            <source>pinned for this contact</source>
            <translation>épinglé pour ce contact</translation>
        </message>
        <message>
            <source>set by {name}</source>
            <translation>défini par {name}</translation>
        </message>
        <message>
            <source>your administrator</source>
            <translation>votre administrateur</translation>
        </message>
        <message>
            <source>{number} is not available. {problem}</source>
            <translation>{number} n’est pas disponible. {problem}</translation>
        </message>
    </context>
    <context>
        <name>CallerIdsModel</name>
        <message>
            <source>Chooses for each number you call.</source>
            <translation>Choisit selon chaque numéro que vous appelez.</translation>
        </message>
        <message>
            <source>Default (automatic)</source>
            <translation>Par défaut (automatique)</translation>
        </message>
    </context>
    <context>
        <name>ContactActions</name>
        <message>
            <source>&amp;Add a contact…</source>
            <translation>&amp;Ajouter un contact…</translation>
        </message>
        <message>
            <source>&amp;Copy the number</source>
            <translation>&amp;Copier le numéro</translation>
        </message>
        <message>
            <source>&amp;Delete</source>
            <translation>&amp;Supprimer</translation>
        </message>
        <message>
            <source>&amp;Edit…</source>
            <translation>&amp;Modifier…</translation>
        </message>
        <message>
            <source>&amp;Favourite</source>
            <translation>&amp;Favori</translation>
        </message>
        <message>
            <source>&amp;Import a file…</source>
            <translation>&amp;Importer un fichier…</translation>
        </message>
        <message>
            <source>&amp;Pin a caller ID…</source>
            <translation>É&amp;pingler un numéro présenté…</translation>
        </message>
        <message>
            <source>&amp;Undo deleting</source>
            <translation>Ann&amp;uler la suppression</translation>
        </message>
        <message>
            <source>Choose a contact first.</source>
            <translation>Choisissez d’abord un contact.</translation>
        </message>
        <message>
            <source>Contacts (*.csv *.vcf *.txt *.tsv);;All files (*)</source>
            <translation>Contacts (*.csv *.vcf *.txt *.tsv);;Tous les fichiers (*)</translation>
        </message>
        <message>
            <source>Import contacts</source>
            <translation>Importer des contacts</translation>
        </message>
        <message>
            <source>Nothing was deleted.</source>
            <translation>Rien n’a été supprimé.</translation>
        </message>
        <message>
            <source>Use {number} {kind}</source>
            <translation>Utiliser {number} {kind}</translation>
        </message>
        <message>
            <source>{number} copied.</source>
            <translation>{number} copié.</translation>
        </message>
    </context>
    <context>
        <name>ContactForm</name>
        <message>
            <source>Add a contact</source>
            <translation>Ajouter un contact</translation>
        </message>
        <message>
            <source>Add a number</source>
            <translation>Ajouter un numéro</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Annuler</translation>
        </message>
        <message>
            <source>Company</source>
            <translation>Entreprise</translation>
        </message>
        <message>
            <source>Digits, * and #; a comma is a short pause.</source>
            <translation>Chiffres, * et # ; une virgule est une courte pause.</translation>
        </message>
        <message>
            <source>Edit contact</source>
            <translation>Modifier le contact</translation>
        </message>
        <message>
            <source>Kind of number {position}</source>
            <translation>Type du numéro {position}</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Nom</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>Note</translation>
        </message>
        <message>
            <source>Number {position}</source>
            <translation>Numéro {position}</translation>
        </message>
        <message>
            <source>Numbers</source>
            <translation>Numéros</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>Enregistrer</translation>
        </message>
        <message>
            <source>The first is called.</source>
            <translation>Le premier est celui qui est appelé.</translation>
        </message>
        <message>
            <source>Tones after they answer</source>
            <translation>Tonalités après le décroché</translation>
        </message>
        <message>
            <source>Type or paste a number</source>
            <translation>Saisissez ou collez un numéro</translation>
        </message>
        <message>
            <source>telephone</source>
            <translation>téléphone</translation>
        </message>
    </context>
    <context>
        <name>ContactImportDialog</name>
        <message>
            <source>Arabic</source>
            <translation>Arabe</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Annuler</translation>
        </message>
        <message>
            <source>Central European</source>
            <translation>Europe centrale</translation>
        </message>
        <message>
            <source>Cyrillic</source>
            <translation>Cyrillique</translation>
        </message>
        <message>
            <source>Do names look wrong? Read the letters as:</source>
            <translation>Les noms semblent incorrects ? Lire les lettres en :</translation>
        </message>
        <message>
            <source>Greek</source>
            <translation>Grec</translation>
        </message>
        <message>
            <source>Import</source>
            <translation>Importer</translation>
        </message>
        <message>
            <source>Import contacts</source>
            <translation>Importer des contacts</translation>
        </message>
        <message>
            <source>Import {count}</source>
            <translation>Importer {count}</translation>
        </message>
        <message>
            <source>Japanese</source>
            <translation>Japonais</translation>
        </message>
        <message>
            <source>Korean</source>
            <translation>Coréen</translation>
        </message>
        <message>
            <source>Left out</source>
            <translation>Ignorés</translation>
        </message>
        <message>
            <source>Letters of the file</source>
            <translation>Encodage du fichier</translation>
        </message>
        <message>
            <source>Line {line}, {whose}: {why}</source>
            <translation>Ligne {line}, {whose} : {why}</translation>
        </message>
        <message>
            <source>Line {line}: {why}</source>
            <translation>Ligne {line} : {why}</translation>
        </message>
        <message>
            <source>Nothing in the file is new.</source>
            <translation>Il n’y a rien de nouveau dans le fichier.</translation>
        </message>
        <message>
            <source>Reading the file</source>
            <translation>Lecture du fichier</translation>
        </message>
        <message>
            <source>Simplified Chinese</source>
            <translation>Chinois simplifié</translation>
        </message>
        <message>
            <source>Thai</source>
            <translation>Thaï</translation>
        </message>
        <message>
            <source>The file is being read.</source>
            <translation>Le fichier est en cours de lecture.</translation>
        </message>
        <message>
            <source>Traditional Chinese</source>
            <translation>Chinois traditionnel</translation>
        </message>
        <message>
            <source>Turkish</source>
            <translation>Turc</translation>
        </message>
        <message>
            <source>Unicode (UTF-8)</source>
            <translation>Unicode (UTF-8)</translation>
        </message>
        <message>
            <source>Western European</source>
            <translation>Europe occidentale</translation>
        </message>
        <message>
            <source>Will be kept</source>
            <translation>Seront conservés</translation>
        </message>
    </context>
    <context>
        <name>ContactImportModel</name>
        <message>
            <source>Contacts you have that get a number or a detail more: {count}</source>
            <translation>Contacts existants complétés d’un numéro ou d’un détail : {count}</translation>
        </message>
        <message>
            <source>Found in the file: {count}</source>
            <translation>Trouvés dans le fichier : {count}</translation>
        </message>
        <message>
            <source>Left out, listed below: {count}</source>
            <translation>Ignorés, listés ci-dessous : {count}</translation>
        </message>
        <message>
            <source>New contacts: {count}</source>
            <translation>Nouveaux contacts : {count}</translation>
        </message>
        <message>
            <source>Put together with another of the file, by number: {count}</source>
            <translation>Réunis avec un autre du fichier, d’après le numéro : {count}</translation>
        </message>
        <message>
            <source>There already: {count}</source>
            <translation>Déjà présents : {count}</translation>
        </message>
    </context>
    <context>
        <name>ContactRowsModel</name>
        <message>
            <source>as {number}</source>
            <translation>avec {number}</translation>
        </message>
        <message>
            <source>as {number} · not available</source>
            <translation>avec {number} · non disponible</translation>
        </message>
        <message>
            <source>favourite</source>
            <translation>favori</translation>
        </message>
        <message>
            <source>fax</source>
            <translation>fax</translation>
        </message>
        <message>
            <source>home</source>
            <translation>domicile</translation>
        </message>
        <message>
            <source>main number</source>
            <translation>numéro principal</translation>
        </message>
        <message>
            <source>mobile</source>
            <translation>mobile</translation>
        </message>
        <message>
            <source>work</source>
            <translation>travail</translation>
        </message>
        <message>
            <source>{count} more</source>
            <translation>{count} de plus</translation>
        </message>
    </context>
    <context>
        <name>ContactsModel</name>
        <message>
            <source>The numbers are not there yet.</source>
            <translation>Les numéros ne sont pas encore chargés.</translation>
        </message>
        <message>
            <source>Your caller ID is set by {name}.</source>
            <translation>Votre numéro présenté est défini par {name}.</translation>
        </message>
        <message>
            <source>your administrator</source>
            <translation>votre administrateur</translation>
        </message>
    </context>
    <context>
        <name>ContactsPage</name>
        <message>
            <source>Add a contact</source>
            <translation>Ajouter un contact</translation>
        </message>
        <message>
            <source>Contacts</source>
            <translation>Contacts</translation>
        </message>
        <message>
            <source>Enter calls. The menu key offers more.</source>
            <translation>Entrée appelle. La touche Menu offre plus de choix.</translation>
        </message>
        <message>
            <source>Find a name, a company, a number, a note</source>
            <translation>Rechercher un nom, une entreprise, un numéro, une note</translation>
        </message>
        <message>
            <source>Find in contacts</source>
            <translation>Rechercher dans les contacts</translation>
        </message>
        <message>
            <source>Import a file…</source>
            <translation>Importer un fichier…</translation>
        </message>
        <message>
            <source>Keep the people you call here, or import a CSV or vCard file.</source>
            <translation>Gardez ici les personnes que vous appelez, ou importez un fichier CSV ou vCard.</translation>
        </message>
        <message>
            <source>No contact matches “{text}”.</source>
            <translation>Aucun contact ne correspond à « {text} ».</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>Annuler</translation>
        </message>
        <message>
            <source>{name} was deleted.</source>
            <translation>{name} a été supprimé.</translation>
        </message>
    </context>
    <context>
        <name>CountdownBar</name>
        <message>
            <source>Cancel</source>
            <translation>Annuler</translation>
        </message>
        <message>
            <source>Do not call; the number stays in the field (Esc)</source>
            <translation>Ne pas appeler ; le numéro reste dans le champ (Échap)</translation>
        </message>
    </context>
    <context>
        <name>WindowWiring</name>
        <message>
            <source>A call is in progress.</source>
            <translation>Un appel est en cours.</translation>
        </message>
        <message>
            <source>{count} calls were written.</source>
            <translation>Appels exportés : {count}.</translation>
        </message>
        <message>
            <source>{count} changes were written.</source>
            <translation>Modifications exportées : {count}.</translation>
        </message>
    </context>
    <context>
        <name>Desktop</name>
        <message>
            <source>Its icon opens it again, hangs up, and quits. Preferences turn this off.</source>
            <translation>Son icône le rouvre, raccroche et quitte. Cela se désactive dans les Préférences.</translation>
        </message>
        <message>
            <source>Softphone goes on in the tray</source>
            <translation>Softphone reste dans la zone de notification</translation>
        </message>
        <message>
            <source>Softphone was open already. Quit it first to start it in another way.</source>
            <translation>Softphone était déjà ouvert. Quittez-le d’abord pour le démarrer autrement.</translation>
        </message>
    </context>
    <context>
        <name>DesktopMenu</name>
        <message>
            <source>&amp;Desktop</source>
            <translation>&amp;Bureau</translation>
        </message>
        <message>
            <source>A click on a telephone number then fills it in here</source>
            <translation>Un clic sur un numéro de téléphone le saisit alors ici</translation>
        </message>
        <message>
            <source>Call from the clip&amp;board</source>
            <translation>Appeler depuis le &amp;presse-papiers</translation>
        </message>
        <message>
            <source>Links to telephone numbers</source>
            <translation>Liens vers des numéros de téléphone</translation>
        </message>
        <message>
            <source>Make this the app for &amp;tel: links</source>
            <translation>Utiliser cette application pour les liens &amp;tel:</translation>
        </message>
    </context>
    <context>
        <name>DialModel</name>
        <message>
            <source>Last time {number} was shown. Look at the number shown now, then call.</source>
            <translation>La dernière fois, {number} a été présenté. Vérifiez le numéro présenté maintenant, puis appelez.</translation>
        </message>
        <message>
            <source>The numbers are not there yet.</source>
            <translation>Les numéros ne sont pas encore chargés.</translation>
        </message>
        <message>
            <source>Type or paste a number.</source>
            <translation>Saisissez ou collez un numéro.</translation>
        </message>
        <message>
            <source>“{text}” is among your contacts: choose it from the list.</source>
            <translation>« {text} » figure dans vos contacts : choisissez dans la liste.</translation>
        </message>
    </context>
    <context>
        <name>DiallerPage</name>
        <message>
            <source>Call</source>
            <translation>Appeler</translation>
        </message>
        <message>
            <source>Call (Enter)</source>
            <translation>Appeler (Entrée)</translation>
        </message>
        <message>
            <source>Call {number}</source>
            <translation>Appeler {number}</translation>
        </message>
        <message>
            <source>Contacts</source>
            <translation>Contacts</translation>
        </message>
        <message>
            <source>Recents</source>
            <translation>Récents</translation>
        </message>
    </context>
    <context>
        <name>GlobalKeys</name>
        <message>
            <source>Another program uses {keys}, so it does nothing here.</source>
            <translation>Un autre programme utilise {keys}, donc sans effet ici.</translation>
        </message>
        <message>
            <source>Call from the clipboard</source>
            <translation>Appeler depuis le presse-papiers</translation>
        </message>
        <message>
            <source>Hang up</source>
            <translation>Raccrocher</translation>
        </message>
        <message>
            <source>This desktop does not offer keys that work in every window. A shortcut made in its own settings can run “softphone --hang-up”.</source>
            <translation>Cet environnement n’offre pas de touches actives dans toutes les fenêtres. Un raccourci créé dans ses propres paramètres peut exécuter « softphone --hang-up ».</translation>
        </message>
    </context>
    <context>
        <name>GuestLines</name>
        <message>
            <source>Back to the customer</source>
            <translation>Revenir au client</translation>
        </message>
        <message>
            <source>Complete transfer</source>
            <translation>Terminer le transfert</translation>
        </message>
        <message>
            <source>End</source>
            <translation>Terminer</translation>
        </message>
        <message>
            <source>End: {guest}</source>
            <translation>Terminer : {guest}</translation>
        </message>
        <message>
            <source>Handing over…</source>
            <translation>Transfert…</translation>
        </message>
        <message>
            <source>Join all</source>
            <translation>Réunir tous</translation>
        </message>
        <message>
            <source>Joining…</source>
            <translation>Réunion…</translation>
        </message>
        <message>
            <source>Leave the call to them</source>
            <translation>Leur laisser l’appel</translation>
        </message>
        <message>
            <source>Swap</source>
            <translation>Permuter</translation>
        </message>
        <message>
            <source>Swapping…</source>
            <translation>Permutation…</translation>
        </message>
    </context>
    <context>
        <name>HelpMenu</name>
        <message>
            <source>&amp;About Softphone</source>
            <translation>À &amp;propos de Softphone</translation>
        </message>
        <message>
            <source>&amp;Help</source>
            <translation>Ai&amp;de</translation>
        </message>
        <message>
            <source>&amp;Keyboard shortcuts</source>
            <translation>&amp;Raccourcis clavier</translation>
        </message>
        <message>
            <source>&amp;Report for support…</source>
            <translation>Rapport pour l’&amp;assistance…</translation>
        </message>
        <message>
            <source>&amp;Where do my settings come from?</source>
            <translation>D’où &amp;viennent mes paramètres ?</translation>
        </message>
    </context>
    <context>
        <name>InThisApp</name>
        <message>
            <source>In this app, with your headset</source>
            <translation>Dans cette application, avec votre casque</translation>
        </message>
    </context>
    <context>
        <name>IncomingBar</name>
        <message>
            <source>&amp;Answer the incoming call</source>
            <translation>Rép&amp;ondre à l’appel entrant</translation>
        </message>
        <message>
            <source>Answer</source>
            <translation>Répondre</translation>
        </message>
        <message>
            <source>Answer (F6); a call in progress ends</source>
            <translation>Répondre (F6) ; un appel en cours se termine</translation>
        </message>
        <message>
            <source>Hang &amp;up on who called</source>
            <translation>Raccrocher avec &amp;l’appelant</translation>
        </message>
        <message>
            <source>Hang up</source>
            <translation>Raccrocher</translation>
        </message>
        <message>
            <source>Hang up on who called (Shift+F8)</source>
            <translation>Raccrocher avec l’appelant (Maj+F8)</translation>
        </message>
        <message>
            <source>Incoming call</source>
            <translation>Appel entrant</translation>
        </message>
        <message>
            <source>Nobody is calling you.</source>
            <translation>Personne ne vous appelle.</translation>
        </message>
        <message>
            <source>Re&amp;fuse the incoming call</source>
            <translation>Re&amp;fuser l’appel entrant</translation>
        </message>
        <message>
            <source>Refuse</source>
            <translation>Refuser</translation>
        </message>
        <message>
            <source>Refuse (Shift+F6)</source>
            <translation>Refuser (Maj+F6)</translation>
        </message>
        <message>
            <source>You talk to {caller}</source>
            <translation>Vous parlez avec {caller}</translation>
        </message>
        <message>
            <source>{caller} is calling you</source>
            <translation>{caller} vous appelle</translation>
        </message>
    </context>
    <context>
        <name>Key</name>
        <message>
            <source>Hold for +</source>
            <translation>Maintenir pour +</translation>
        </message>
        <message>
            <source>hash</source>
            <translation>dièse</translation>
        </message>
        <message>
            <source>star</source>
            <translation>étoile</translation>
        </message>
    </context>
    <context>
        <name>Keypad</name>
        <message>
            <source>Keypad</source>
            <translation>Clavier</translation>
        </message>
    </context>
    <context>
        <name>LineFindings</name>
        <message>
            <source>{name}: {figure}, {word}</source>
            <translation>{name} : {figure}, {word}</translation>
        </message>
    </context>
    <context>
        <name>LineModel</name>
        <message>
            <source>The sound is interrupted; reconnecting…</source>
            <translation>Le son est interrompu ; reconnexion…</translation>
        </message>
    </context>
    <context>
        <name>LineQuality</name>
        <message>
            <source>Clarity (MOS)</source>
            <translation>Clarté (MOS)</translation>
        </message>
        <message>
            <source>Lost on the way</source>
            <translation>Perdu en route</translation>
        </message>
        <message>
            <source>Microphone</source>
            <translation>Microphone</translation>
        </message>
        <message>
            <source>Round trip</source>
            <translation>Aller-retour</translation>
        </message>
        <message>
            <source>Sound arriving</source>
            <translation>Son reçu</translation>
        </message>
        <message>
            <source>Unevenness (jitter)</source>
            <translation>Irrégularité (gigue)</translation>
        </message>
        <message>
            <source>heard</source>
            <translation>entendu</translation>
        </message>
        <message>
            <source>muted</source>
            <translation>coupé</translation>
        </message>
        <message>
            <source>not heard</source>
            <translation>pas entendu</translation>
        </message>
        <message>
            <source>not known</source>
            <translation>inconnu</translation>
        </message>
        <message>
            <source>{count} ms</source>
            <translation>{count} ms</translation>
        </message>
        <message>
            <source>{count} packets a second</source>
            <translation>{count} paquets par seconde</translation>
        </message>
        <message>
            <source>{score} of 4.5</source>
            <translation>{score} sur 4,5</translation>
        </message>
        <message>
            <source>{share} %</source>
            <translation>{share} %</translation>
        </message>
    </context>
    <context>
        <name>LineQualityModel</name>
        <message>
            <source>Measuring…</source>
            <translation>Mesure…</translation>
        </message>
        <message>
            <source>{name}: {figure}</source>
            <translation>{name} : {figure}</translation>
        </message>
    </context>
    <context>
        <name>LineTestDialog</name>
        <message>
            <source>&amp;Copy the results</source>
            <translation>&amp;Copier les résultats</translation>
        </message>
        <message>
            <source>&amp;Start the test call</source>
            <translation>&amp;Démarrer l’appel de test</translation>
        </message>
        <message>
            <source>&amp;Test again</source>
            <translation>&amp;Tester à nouveau</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Fermer</translation>
        </message>
        <message>
            <source>Level of the microphone</source>
            <translation>Niveau du microphone</translation>
        </message>
        <message>
            <source>Microphone</source>
            <translation>Microphone</translation>
        </message>
        <message>
            <source>Progress of the test call</source>
            <translation>Progression de l’appel de test</translation>
        </message>
        <message>
            <source>Speak during the test call, and listen.</source>
            <translation>Parlez pendant l’appel de test, et écoutez.</translation>
        </message>
        <message>
            <source>Test call</source>
            <translation>Appel de test</translation>
        </message>
        <message>
            <source>Test my line</source>
            <translation>Tester ma ligne</translation>
        </message>
        <message>
            <source>The results were copied.</source>
            <translation>Les résultats ont été copiés.</translation>
        </message>
        <message>
            <source>The test call is under way.</source>
            <translation>L’appel de test est en cours.</translation>
        </message>
        <message>
            <source>There are no results yet.</source>
            <translation>Il n’y a pas encore de résultats.</translation>
        </message>
        <message>
            <source>Your microphone first, then a call of ten seconds to your own line. Nobody else is called.</source>
            <translation>D’abord votre microphone, puis un appel de dix secondes vers votre propre ligne. Personne d’autre n’est appelé.</translation>
        </message>
    </context>
    <context>
        <name>LineTestModel</name>
        <message>
            <source>A call is in progress. Test your line when it is over.</source>
            <translation>Un appel est en cours. Testez votre ligne quand il sera terminé.</translation>
        </message>
        <message>
            <source>Nothing could be measured in the test call. Try again.</source>
            <translation>Rien n’a pu être mesuré pendant l’appel de test. Réessayez.</translation>
        </message>
        <message>
            <source>Say something, and listen: you should hear a voice.</source>
            <translation>Dites quelque chose et écoutez : vous devriez entendre une voix.</translation>
        </message>
        <message>
            <source>The test call did not reach your line. Check the network connection.</source>
            <translation>L’appel de test n’est pas parvenu à votre ligne. Vérifiez la connexion réseau.</translation>
        </message>
        <message>
            <source>The test call ended too early. Try again.</source>
            <translation>L’appel de test s’est terminé trop tôt. Réessayez.</translation>
        </message>
        <message>
            <source>Your line is being called…</source>
            <translation>Appel de votre ligne…</translation>
        </message>
    </context>
    <context>
        <name>LineTestResult</name>
        <message>
            <source>Test of the line, {time}, Softphone {version}</source>
            <translation>Test de la ligne, {time}, Softphone {version}</translation>
        </message>
        <message>
            <source>{name}: {figure} – {word}</source>
            <translation>{name} : {figure} – {word}</translation>
        </message>
    </context>
    <context>
        <name>LockLine</name>
        <message>
            <source>{setting}: {words}</source>
            <translation>{setting} : {words}</translation>
        </message>
    </context>
    <context>
        <name>MainWindow</name>
        <message>
            <source>&amp;Account</source>
            <translation>&amp;Compte</translation>
        </message>
        <message>
            <source>&amp;Call</source>
            <translation>&amp;Appel</translation>
        </message>
        <message>
            <source>&amp;Call this number</source>
            <translation>&amp;Appeler ce numéro</translation>
        </message>
        <message>
            <source>&amp;Dark</source>
            <translation>So&amp;mbre</translation>
        </message>
        <message>
            <source>&amp;Hang up</source>
            <translation>&amp;Raccrocher</translation>
        </message>
        <message>
            <source>&amp;Leave the sandbox…</source>
            <translation>&amp;Quitter le bac à sable…</translation>
        </message>
        <message>
            <source>&amp;Light</source>
            <translation>C&amp;lair</translation>
        </message>
        <message>
            <source>&amp;Preferences…</source>
            <translation>&amp;Préférences…</translation>
        </message>
        <message>
            <source>&amp;Quit</source>
            <translation>&amp;Quitter</translation>
        </message>
        <message>
            <source>&amp;Recents</source>
            <translation>&amp;Récents</translation>
        </message>
        <message>
            <source>&amp;Refresh the numbers</source>
            <translation>Act&amp;ualiser les numéros</translation>
        </message>
        <message>
            <source>&amp;Sign in…</source>
            <translation>&amp;Se connecter…</translation>
        </message>
        <message>
            <source>&amp;View</source>
            <translation>A&amp;ffichage</translation>
        </message>
        <message>
            <source>&amp;Why this number?</source>
            <translation>&amp;Pourquoi ce numéro ?</translation>
        </message>
        <message>
            <source>A call is in progress</source>
            <translation>Un appel est en cours</translation>
        </message>
        <message>
            <source>As the &amp;system</source>
            <translation>Comme le &amp;système</translation>
        </message>
        <message>
            <source>C&amp;ontacts</source>
            <translation>C&amp;ontacts</translation>
        </message>
        <message>
            <source>Choose the caller &amp;ID</source>
            <translation>Cho&amp;isir le numéro présenté</translation>
        </message>
        <message>
            <source>Dial &amp;exactly as typed</source>
            <translation>Composer &amp;exactement tel que saisi</translation>
        </message>
        <message>
            <source>Go to the &amp;number</source>
            <translation>Aller au &amp;numéro</translation>
        </message>
        <message>
            <source>Hang up and quit? Without hanging up, the call goes on without this window.</source>
            <translation>Raccrocher et quitter ? Sans raccrocher, l’appel continue sans cette fenêtre.</translation>
        </message>
        <message>
            <source>Test m&amp;y line…</source>
            <translation>Tester ma li&amp;gne…</translation>
        </message>
        <message>
            <source>Try it as {agent}, a supervisor</source>
            <translation>Essayer en tant que {agent}, superviseur</translation>
        </message>
        <message>
            <source>Try it as {agent}, an agent</source>
            <translation>Essayer en tant que {agent}, agent</translation>
        </message>
    </context>
    <context>
        <name>MicrophoneCheck</name>
        <message>
            <source>Say something: the bar moves.</source>
            <translation>Dites quelque chose : la barre bouge.</translation>
        </message>
        <message>
            <source>We hear nothing from this microphone.</source>
            <translation>On n’entend rien de ce microphone.</translation>
        </message>
        <message>
            <source>Your microphone is heard.</source>
            <translation>On entend votre microphone.</translation>
        </message>
    </context>
    <context>
        <name>MiniPanel</name>
        <message>
            <source>Call in progress</source>
            <translation>Appel en cours</translation>
        </message>
        <message>
            <source>End the call</source>
            <translation>Terminer l’appel</translation>
        </message>
        <message>
            <source>Hang up</source>
            <translation>Raccrocher</translation>
        </message>
        <message>
            <source>Nobody hears you</source>
            <translation>Personne ne vous entend</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>Ouvrir</translation>
        </message>
        <message>
            <source>Open the softphone's window</source>
            <translation>Ouvrir la fenêtre du softphone</translation>
        </message>
    </context>
    <context>
        <name>CallNotifications</name>
        <message>
            <source>Customers now see: {caller_id}</source>
            <translation>Les clients voient maintenant : {caller_id}</translation>
        </message>
        <message>
            <source>Your caller ID has changed</source>
            <translation>Votre numéro présenté a changé</translation>
        </message>
    </context>
    <context>
        <name>NoteField</name>
        <message>
            <source>Note on this call</source>
            <translation>Note sur cet appel</translation>
        </message>
        <message>
            <source>Note on this call. It is kept while you type, and shown in Recents.</source>
            <translation>Note sur cet appel. Elle est enregistrée pendant la saisie et affichée dans les Récents.</translation>
        </message>
    </context>
    <context>
        <name>NoticeBar</name>
        <message>
            <source>Dismiss this message</source>
            <translation>Ignorer ce message</translation>
        </message>
        <message>
            <source>Read more</source>
            <translation>En savoir plus</translation>
        </message>
    </context>
    <context>
        <name>Notifications</name>
        <message>
            <source>Open</source>
            <translation>Ouvrir</translation>
        </message>
    </context>
    <context>
        <name>NumberCard</name>
        <message>
            <source>&amp;Number to call</source>
            <translation>&amp;Numéro à appeler</translation>
        </message>
        <message>
            <source>Call {number}</source>
            <translation>Appeler {number}</translation>
        </message>
        <message>
            <source>Number to call</source>
            <translation>Numéro à appeler</translation>
        </message>
        <message>
            <source>Will dial {number}</source>
            <translation>Sera composé : {number}</translation>
        </message>
    </context>
    <context>
        <name>NumberField</name>
        <message>
            <source>Type or paste a number</source>
            <translation>Saisissez ou collez un numéro</translation>
        </message>
    </context>
    <context>
        <name>OwnCallerIdModel</name>
        <message>
            <source>Your choice counts here. TaskRouter did not answer and gets it later.</source>
            <translation>Votre choix vaut ici. TaskRouter n’a pas répondu et le recevra plus tard.</translation>
        </message>
    </context>
    <context>
        <name>PersonField</name>
        <message>
            <source>Enter does this</source>
            <translation>Entrée fait ceci</translation>
        </message>
        <message>
            <source>Name of a colleague, phone number or SIP address</source>
            <translation>Nom d’un collègue, numéro de téléphone ou adresse SIP</translation>
        </message>
    </context>
    <context>
        <name>PinDialog</name>
        <message>
            <source>Cancel</source>
            <translation>Annuler</translation>
        </message>
        <message>
            <source>Find a label or a number</source>
            <translation>Rechercher un libellé ou un numéro</translation>
        </message>
        <message>
            <source>Find a number to pin</source>
            <translation>Rechercher un numéro à épingler</translation>
        </message>
        <message>
            <source>No pin: as for everybody</source>
            <translation>Ne pas épingler : comme pour tous</translation>
        </message>
        <message>
            <source>Numbers you may show</source>
            <translation>Numéros que vous pouvez présenter</translation>
        </message>
        <message>
            <source>Pin</source>
            <translation>Épingler</translation>
        </message>
        <message>
            <source>Pin a caller ID</source>
            <translation>Épingler un numéro présenté</translation>
        </message>
        <message>
            <source>What {name} sees when you call</source>
            <translation>Ce que {name} voit quand vous appelez</translation>
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
            <translation>Heure sur place : {time}, pendant les heures calmes ({hours}).</translation>
        </message>
        <message>
            <source>{earliest} to {latest}</source>
            <translation>{earliest} à {latest}</translation>
        </message>
        <message>
            <source>{place} · {time} there</source>
            <translation>{place} · {time} sur place</translation>
        </message>
    </context>
    <context>
        <name>PreferencesModel</name>
        <message>
            <source>Only your company's settings file can change these.</source>
            <translation>Seul le fichier de paramètres de votre entreprise peut les modifier.</translation>
        </message>
        <message>
            <source>Set by your company</source>
            <translation>Défini par votre entreprise</translation>
        </message>
    </context>
    <context>
        <name>PreferencesPage</name>
        <message>
            <source>Back</source>
            <translation>Retour</translation>
        </message>
        <message>
            <source>Preferences</source>
            <translation>Préférences</translation>
        </message>
    </context>
    <context>
        <name>QualityMeter</name>
        <message>
            <source>Sound of the call: {grade}</source>
            <translation>Son de l’appel : {grade}</translation>
        </message>
    </context>
    <context>
        <name>RecentsModel</name>
        <message>
            <source>Call to</source>
            <translation>Appel vers</translation>
        </message>
        <message>
            <source>Today</source>
            <translation>Aujourd’hui</translation>
        </message>
        <message>
            <source>Yesterday</source>
            <translation>Hier</translation>
        </message>
        <message>
            <source>as {number} · {why}</source>
            <translation>avec {number} · {why}</translation>
        </message>
        <message>
            <source>chosen by you</source>
            <translation>choisi par vous</translation>
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
            <translation>&amp;Copier le numéro</translation>
        </message>
        <message>
            <source>&amp;Export as CSV…</source>
            <translation>&amp;Exporter en CSV…</translation>
        </message>
        <message>
            <source>&amp;Note…</source>
            <translation>&amp;Note…</translation>
        </message>
        <message>
            <source>CSV files (*.csv)</source>
            <translation>Fichiers CSV (*.csv)</translation>
        </message>
        <message>
            <source>Call &amp;again</source>
            <translation>R&amp;appeler</translation>
        </message>
        <message>
            <source>Enter calls again; the menu key has more.</source>
            <translation>Entrée rappelle ; la touche Menu offre plus de choix.</translation>
        </message>
        <message>
            <source>Export your calls</source>
            <translation>Exporter vos appels</translation>
        </message>
        <message>
            <source>Find a name, a number, an outcome, a note</source>
            <translation>Rechercher un nom, un numéro, un résultat, une note</translation>
        </message>
        <message>
            <source>Find in recents</source>
            <translation>Rechercher dans les récents</translation>
        </message>
        <message>
            <source>No call matches “{text}”.</source>
            <translation>Aucun appel ne correspond à « {text} ».</translation>
        </message>
        <message>
            <source>Note on the call to {number}</source>
            <translation>Note sur l’appel vers {number}</translation>
        </message>
        <message>
            <source>Recent calls</source>
            <translation>Appels récents</translation>
        </message>
        <message>
            <source>Your calls will be listed here, with the number that you showed.</source>
            <translation>Vos appels seront listés ici, avec le numéro que vous avez présenté.</translation>
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
            <translation>Twilio a refusé de présenter {refused} ; ce numéro est mis de côté. Choisissez un autre numéro.</translation>
        </message>
        <message>
            <source>Twilio refused to show {refused}; it is set aside. {number} would be shown now: press Call.</source>
            <translation>Twilio a refusé de présenter {refused} ; ce numéro est mis de côté. {number} serait présenté maintenant : appuyez sur Appeler.</translation>
        </message>
    </context>
    <context>
        <name>SandboxBanner</name>
        <message>
            <source>Sandbox: a Twilio on this computer. No real telephone rings.</source>
            <translation>Bac à sable : un Twilio sur cet ordinateur. Aucun vrai téléphone ne sonne.</translation>
        </message>
    </context>
    <context>
        <name>SettingLine</name>
        <message>
            <source>Not set</source>
            <translation>Non défini</translation>
        </message>
        <message>
            <source>Reset to default</source>
            <translation>Rétablir la valeur par défaut</translation>
        </message>
        <message>
            <source>Reset “{setting}” to default</source>
            <translation>Rétablir la valeur par défaut de « {setting} »</translation>
        </message>
        <message>
            <source>{setting}: {value}. {origin}</source>
            <translation>{setting} : {value}. {origin}</translation>
        </message>
    </context>
    <context>
        <name>SettingsSheet</name>
        <message>
            <source>File and line</source>
            <translation>Fichier et ligne</translation>
        </message>
        <message>
            <source>From</source>
            <translation>Provenance</translation>
        </message>
        <message>
            <source>Setting</source>
            <translation>Paramètre</translation>
        </message>
        <message>
            <source>Value</source>
            <translation>Valeur</translation>
        </message>
        <message>
            <source>What is locked wins over your own entry in the company's file, that over what you chose, that over the company's suggestion, that over what is built in.</source>
            <translation>Ce qui est verrouillé l’emporte sur votre propre entrée dans le fichier de l’entreprise, celle-ci sur ce que vous avez choisi, votre choix sur la suggestion de l’entreprise, et celle-ci sur ce qui est intégré au programme.</translation>
        </message>
        <message>
            <source>Where do my settings come from?</source>
            <translation>D’où viennent mes paramètres ?</translation>
        </message>
    </context>
    <context>
        <name>Sheet</name>
        <message>
            <source>&amp;Copy</source>
            <translation>&amp;Copier</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Fermer</translation>
        </message>
        <message>
            <source>Copied</source>
            <translation>Copié</translation>
        </message>
        <message>
            <source>Find</source>
            <translation>Rechercher</translation>
        </message>
        <message>
            <source>Find in this table</source>
            <translation>Rechercher dans ce tableau</translation>
        </message>
    </context>
    <context>
        <name>ShortcutSheet</name>
        <message>
            <source>Call the number</source>
            <translation>Appeler le numéro</translation>
        </message>
        <message>
            <source>Choose among the suggestions</source>
            <translation>Choisir parmi les suggestions</translation>
        </message>
        <message>
            <source>Clear the field</source>
            <translation>Vider le champ</translation>
        </message>
        <message>
            <source>Close the list</source>
            <translation>Fermer la liste</translation>
        </message>
        <message>
            <source>Everything can be done by keyboard. Alt opens the menus.</source>
            <translation>Tout peut se faire au clavier. Alt ouvre les menus.</translation>
        </message>
        <message>
            <source>Fill in the chosen suggestion</source>
            <translation>Reprendre la suggestion choisie</translation>
        </message>
        <message>
            <source>Fill in the number, or call it</source>
            <translation>Reprendre le numéro, ou l’appeler</translation>
        </message>
        <message>
            <source>Go back</source>
            <translation>Retour</translation>
        </message>
        <message>
            <source>Key</source>
            <translation>Touche</translation>
        </message>
        <message>
            <source>Keyboard shortcuts</source>
            <translation>Raccourcis clavier</translation>
        </message>
        <message>
            <source>Keypad</source>
            <translation>Clavier</translation>
        </message>
        <message>
            <source>List of caller IDs</source>
            <translation>Liste des numéros présentés</translation>
        </message>
        <message>
            <source>Move</source>
            <translation>Se déplacer</translation>
        </message>
        <message>
            <source>Move between the keys</source>
            <translation>Se déplacer entre les touches</translation>
        </message>
        <message>
            <source>Number to call</source>
            <translation>Numéro à appeler</translation>
        </message>
        <message>
            <source>Open the list</source>
            <translation>Ouvrir la liste</translation>
        </message>
        <message>
            <source>Pin or unpin</source>
            <translation>Épingler ou détacher</translation>
        </message>
        <message>
            <source>Preferences and sign-in</source>
            <translation>Préférences et connexion</translation>
        </message>
        <message>
            <source>Press the key; hold 0 for +</source>
            <translation>Appuyer sur la touche ; maintenir 0 pour +</translation>
        </message>
        <message>
            <source>Recents and contacts</source>
            <translation>Appels récents et contacts</translation>
        </message>
        <message>
            <source>Refresh the numbers</source>
            <translation>Actualiser les numéros</translation>
        </message>
        <message>
            <source>Show this number</source>
            <translation>Présenter ce numéro</translation>
        </message>
        <message>
            <source>Show this number in this call only</source>
            <translation>Présenter ce numéro pour cet appel seulement</translation>
        </message>
        <message>
            <source>What</source>
            <translation>Quoi</translation>
        </message>
        <message>
            <source>Where</source>
            <translation>Où</translation>
        </message>
    </context>
    <context>
        <name>SidePages</name>
        <message>
            <source>Pages</source>
            <translation>Pages</translation>
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
            <translation>Une adresse SIP, ou un numéro de téléphone avec +.</translation>
        </message>
        <message>
            <source>API key SID</source>
            <translation>SID de la clé API</translation>
        </message>
        <message>
            <source>API key secret</source>
            <translation>Secret de la clé API</translation>
        </message>
        <message>
            <source>Account SID</source>
            <translation>SID du compte</translation>
        </message>
        <message>
            <source>As your supervisor knows it.</source>
            <translation>Tel que votre superviseur le connaît.</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>Retour</translation>
        </message>
        <message>
            <source>Kept in this computer's keyring, nowhere else.</source>
            <translation>Conservé dans le trousseau de cet ordinateur, nulle part ailleurs.</translation>
        </message>
        <message>
            <source>On the first page of the Twilio Console.</source>
            <translation>Sur la première page de la Twilio Console.</translation>
        </message>
        <message>
            <source>Sign in</source>
            <translation>Se connecter</translation>
        </message>
        <message>
            <source>Sign in to your company's Twilio account</source>
            <translation>Connectez-vous au compte Twilio de votre entreprise</translation>
        </message>
        <message>
            <source>Signing in…</source>
            <translation>Connexion…</translation>
        </message>
        <message>
            <source>The key's SID starts with SK.</source>
            <translation>Le SID de la clé commence par SK.</translation>
        </message>
        <message>
            <source>Try it in the sandbox</source>
            <translation>Essayer dans le bac à sable</translation>
        </message>
        <message>
            <source>Where does your phone ring?</source>
            <translation>Où votre téléphone sonne-t-il ?</translation>
        </message>
        <message>
            <source>Your name</source>
            <translation>Votre nom</translation>
        </message>
    </context>
    <context>
        <name>SoundModel</name>
        <message>
            <source>As the system is set</source>
            <translation>Selon le système</translation>
        </message>
        <message>
            <source>Microphone</source>
            <translation>Microphone</translation>
        </message>
        <message>
            <source>Other calls ring at</source>
            <translation>Les autres appels sonnent sur</translation>
        </message>
        <message>
            <source>Speaker</source>
            <translation>Haut-parleur</translation>
        </message>
        <message>
            <source>{device} (not plugged in)</source>
            <translation>{device} (non branché)</translation>
        </message>
    </context>
    <context>
        <name>SoundSection</name>
        <message>
            <source>End the test</source>
            <translation>Arrêter le test</translation>
        </message>
        <message>
            <source>Let it ring</source>
            <translation>Tester la sonnerie</translation>
        </message>
        <message>
            <source>Level of the microphone</source>
            <translation>Niveau du microphone</translation>
        </message>
        <message>
            <source>Sound</source>
            <translation>Son</translation>
        </message>
        <message>
            <source>Stop ringing</source>
            <translation>Arrêter la sonnerie</translation>
        </message>
        <message>
            <source>Take echo and noise off my voice</source>
            <translation>Supprimer l’écho et le bruit de ma voix</translation>
        </message>
        <message>
            <source>Test my line…</source>
            <translation>Tester ma ligne…</translation>
        </message>
        <message>
            <source>Test the microphone</source>
            <translation>Tester le microphone</translation>
        </message>
        <message>
            <source>Turn it off if your headset does that already.</source>
            <translation>Désactivez-le si votre casque le fait déjà.</translation>
        </message>
        <message>
            <source>Volume of the customer's voice</source>
            <translation>Volume de la voix du client</translation>
        </message>
        <message>
            <source>Volume of the ring</source>
            <translation>Volume de la sonnerie</translation>
        </message>
    </context>
    <context>
        <name>StatusLine</name>
        <message>
            <source>Loading the numbers…</source>
            <translation>Chargement des numéros…</translation>
        </message>
        <message>
            <source>No numbers yet</source>
            <translation>Pas encore de numéros</translation>
        </message>
        <message>
            <source>Read the account's numbers from Twilio again (F5 in the list)</source>
            <translation>Relire les numéros du compte auprès de Twilio (F5 dans la liste)</translation>
        </message>
        <message>
            <source>Refresh</source>
            <translation>Actualiser</translation>
        </message>
        <message>
            <source>{agent} · some settings are set by {company}</source>
            <translation>{agent} · certains paramètres sont définis par {company}</translation>
        </message>
        <message>
            <source>{count} numbers, refreshed {when}</source>
            <translation>{count} numéros, actualisés : {when}</translation>
        </message>
    </context>
    <context>
        <name>SuggestionsPopup</name>
        <message>
            <source>Suggestions</source>
            <translation>Suggestions</translation>
        </message>
    </context>
    <context>
        <name>SupportDialog</name>
        <message>
            <source>&amp;Save as…</source>
            <translation>&amp;Enregistrer sous…</translation>
        </message>
        <message>
            <source>(empty)</source>
            <translation>(vide)</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Fermer</translation>
        </message>
        <message>
            <source>Files of the report</source>
            <translation>Fichiers du rapport</translation>
        </message>
        <message>
            <source>Report for support</source>
            <translation>Rapport pour l’assistance</translation>
        </message>
        <message>
            <source>Save the report</source>
            <translation>Enregistrer le rapport</translation>
        </message>
        <message>
            <source>The report is being put together.</source>
            <translation>Le rapport est en cours de préparation.</translation>
        </message>
        <message>
            <source>These files are what is saved, nothing more. Telephone numbers, account identifiers and secrets were taken out. Nothing is sent: hand the file on yourself.</source>
            <translation>Seuls ces fichiers sont enregistrés, rien de plus. Les numéros de téléphone, les identifiants de compte et les secrets en ont été retirés. Rien n’est envoyé : transmettez le fichier vous-même.</translation>
        </message>
        <message>
            <source>Zip files (*.zip)</source>
            <translation>Fichiers zip (*.zip)</translation>
        </message>
    </context>
    <context>
        <name>SupportModel</name>
        <message>
            <source>Saved as {path}.</source>
            <translation>Enregistré sous {path}.</translation>
        </message>
    </context>
    <context>
        <name>TeamChangeBar</name>
        <message>
            <source>&amp;Pinned: they cannot change it</source>
            <translation>É&amp;pinglé : ils ne peuvent pas le changer</translation>
        </message>
        <message>
            <source>&amp;Set</source>
            <translation>Déf&amp;inir</translation>
        </message>
        <message>
            <source>&amp;Undo</source>
            <translation>A&amp;nnuler</translation>
        </message>
        <message>
            <source>A change is under way.</source>
            <translation>Une modification est en cours.</translation>
        </message>
        <message>
            <source>Agents done</source>
            <translation>Agents traités</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Arrêter</translation>
        </message>
        <message>
            <source>Cancelling…</source>
            <translation>Arrêt…</translation>
        </message>
        <message>
            <source>Choose a number first.</source>
            <translation>Choisissez d’abord un numéro.</translation>
        </message>
        <message>
            <source>Details…</source>
            <translation>Détails…</translation>
        </message>
        <message>
            <source>Enter: choose · Ctrl+P: keep at the top · Esc: close</source>
            <translation>Entrée : choisir · Ctrl+P : garder en tête · Échap : fermer</translation>
        </message>
        <message>
            <source>Number to set: {number}</source>
            <translation>Numéro à définir : {number}</translation>
        </message>
        <message>
            <source>Numbers of the account</source>
            <translation>Numéros du compte</translation>
        </message>
        <message>
            <source>Preview…</source>
            <translation>Aperçu…</translation>
        </message>
        <message>
            <source>Reason</source>
            <translation>Motif</translation>
        </message>
        <message>
            <source>Reason: the agents read it</source>
            <translation>Motif : les agents le lisent</translation>
        </message>
        <message>
            <source>See what it means for whom (Ctrl+Enter)</source>
            <translation>Voir ce que cela change pour chacun (Ctrl+Entrée)</translation>
        </message>
        <message>
            <source>Select agents in the table first.</source>
            <translation>Sélectionnez d’abord des agents dans le tableau.</translation>
        </message>
        <message>
            <source>Select agents with Shift or Ctrl; Ctrl+A selects all that are shown.</source>
            <translation>Sélectionnez des agents avec Maj ou Ctrl ; Ctrl+A sélectionne tous ceux qui sont affichés.</translation>
        </message>
        <message>
            <source>Take back: {change}</source>
            <translation>Annuler : {change}</translation>
        </message>
        <message>
            <source>Take back: {change} (Ctrl+Z)</source>
            <translation>Annuler : {change} (Ctrl+Z)</translation>
        </message>
        <message>
            <source>The agents read it, and it stands in the record.</source>
            <translation>Les agents le lisent, et il figure dans l’historique.</translation>
        </message>
        <message>
            <source>choose a number</source>
            <translation>choisir un numéro</translation>
        </message>
        <message>
            <source>none yet</source>
            <translation>aucun pour l’instant</translation>
        </message>
        <message>
            <source>{count} of {total} agents selected.</source>
            <translation>Agents sélectionnés : {count} sur {total}.</translation>
        </message>
        <message>
            <source>{done} of {total} agents</source>
            <translation>Agents : {done} sur {total}</translation>
        </message>
    </context>
    <context>
        <name>TeamMenu</name>
        <message>
            <source>&amp;Open the team</source>
            <translation>&amp;Ouvrir l’équipe</translation>
        </message>
        <message>
            <source>&amp;Team</source>
            <translation>É&amp;quipe</translation>
        </message>
    </context>
    <context>
        <name>TeamModel</name>
        <message>
            <source>Changed again by somebody since: {count}.</source>
            <translation>Modifiés depuis par quelqu’un d’autre : {count}.</translation>
        </message>
    </context>
    <context>
        <name>TeamNumbersModel</name>
        <message>
            <source>Default (automatic)</source>
            <translation>Par défaut (automatique)</translation>
        </message>
        <message>
            <source>Nothing: clear what was set</source>
            <translation>Aucun : effacer ce qui a été défini</translation>
        </message>
        <message>
            <source>The company's settings decide again.</source>
            <translation>Les paramètres de l’entreprise décident à nouveau.</translation>
        </message>
        <message>
            <source>The rules choose for each call.</source>
            <translation>Les règles choisissent pour chaque appel.</translation>
        </message>
    </context>
    <context>
        <name>TeamPage</name>
        <message>
            <source>&amp;Choose the number to set</source>
            <translation>&amp;Choisir le numéro à définir</translation>
        </message>
        <message>
            <source>&amp;Export the record as CSV…</source>
            <translation>&amp;Exporter l’historique en CSV…</translation>
        </message>
        <message>
            <source>&amp;Find</source>
            <translation>&amp;Rechercher</translation>
        </message>
        <message>
            <source>&amp;Record of changes</source>
            <translation>&amp;Historique des modifications</translation>
        </message>
        <message>
            <source>&amp;Undo the latest change</source>
            <translation>Ann&amp;uler la dernière modification</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>Retour</translation>
        </message>
        <message>
            <source>Find an agent, a ring group, a caller ID, a name</source>
            <translation>Rechercher un agent, un groupe d’appel, un numéro présenté, un nom</translation>
        </message>
        <message>
            <source>Find in the team</source>
            <translation>Rechercher dans l’équipe</translation>
        </message>
        <message>
            <source>No agent matches “{text}”.</source>
            <translation>Aucun agent ne correspond à « {text} ».</translation>
        </message>
        <message>
            <source>Pre&amp;view…</source>
            <translation>&amp;Aperçu…</translation>
        </message>
        <message>
            <source>Read &amp;again</source>
            <translation>Re&amp;lire</translation>
        </message>
        <message>
            <source>Read again</source>
            <translation>Relire</translation>
        </message>
        <message>
            <source>Reading the team from TaskRouter…</source>
            <translation>Lecture de l’équipe auprès de TaskRouter…</translation>
        </message>
        <message>
            <source>Team</source>
            <translation>Équipe</translation>
        </message>
        <message>
            <source>The TaskRouter workspace has no workers. Add one for each agent, with the agent's name, in the Twilio Console.</source>
            <translation>Le workspace TaskRouter n’a pas de workers. Ajoutez-en un pour chaque agent, avec le nom de l’agent, dans la Twilio Console.</translation>
        </message>
        <message>
            <source>The team could not be read. {problem}</source>
            <translation>L’équipe n’a pas pu être lue. {problem}</translation>
        </message>
        <message>
            <source>{count} agents · as of {time}</source>
            <translation>Agents : {count} · à {time}</translation>
        </message>
        <message>
            <source>{count} agents · reading again…</source>
            <translation>Agents : {count} · relecture…</translation>
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
            <translation>Automatisé</translation>
        </message>
        <message>
            <source>By</source>
            <translation>Par</translation>
        </message>
        <message>
            <source>Caller ID</source>
            <translation>Numéro présenté</translation>
        </message>
        <message>
            <source>Customized</source>
            <translation>Personnalisé</translation>
        </message>
        <message>
            <source>Mode</source>
            <translation>Mode</translation>
        </message>
        <message>
            <source>Now</source>
            <translation>État</translation>
        </message>
        <message>
            <source>Pinned</source>
            <translation>Épinglé</translation>
        </message>
        <message>
            <source>Ring groups</source>
            <translation>Groupes d’appel</translation>
        </message>
        <message>
            <source>Since</source>
            <translation>Dès</translation>
        </message>
        <message>
            <source>Until</source>
            <translation>Fin</translation>
        </message>
        <message>
            <source>Why</source>
            <translation>Motif</translation>
        </message>
        <message>
            <source>none: every call asks</source>
            <translation>aucun : à choisir à chaque appel</translation>
        </message>
        <message>
            <source>nothing</source>
            <translation>vide</translation>
        </message>
        <message>
            <source>on a call</source>
            <translation>en communication</translation>
        </message>
        <message>
            <source>one fixed number</source>
            <translation>un seul numéro fixe</translation>
        </message>
        <message>
            <source>pinned</source>
            <translation>épinglé</translation>
        </message>
    </context>
    <context>
        <name>TeamSheets</name>
        <message>
            <source>&amp;Apply to {count}</source>
            <translation>&amp;Appliquer à {count}</translation>
        </message>
        <message>
            <source>&amp;Export as CSV…</source>
            <translation>&amp;Exporter en CSV…</translation>
        </message>
        <message>
            <source>Agent</source>
            <translation>Agent</translation>
        </message>
        <message>
            <source>By</source>
            <translation>Par</translation>
        </message>
        <message>
            <source>CSV files (*.csv)</source>
            <translation>Fichiers CSV (*.csv)</translation>
        </message>
        <message>
            <source>Caller ID</source>
            <translation>Numéro présenté</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Annuler</translation>
        </message>
        <message>
            <source>Changes of caller IDs</source>
            <translation>Modifications de numéros présentés</translation>
        </message>
        <message>
            <source>Changes of {agent}'s caller ID</source>
            <translation>Modifications du numéro présenté de {agent}</translation>
        </message>
        <message>
            <source>Export the record of changes</source>
            <translation>Exporter l’historique des modifications</translation>
        </message>
        <message>
            <source>From</source>
            <translation>Avant</translation>
        </message>
        <message>
            <source>Now</source>
            <translation>Maintenant</translation>
        </message>
        <message>
            <source>Pinned</source>
            <translation>Épinglé</translation>
        </message>
        <message>
            <source>Preview of the change</source>
            <translation>Aperçu de la modification</translation>
        </message>
        <message>
            <source>Result</source>
            <translation>Résultat</translation>
        </message>
        <message>
            <source>The latest first. Each worker at TaskRouter keeps ten; this machine keeps all it has seen.</source>
            <translation>Les plus récentes d’abord. Chaque worker de TaskRouter en garde dix ; cette machine garde toutes celles qu’elle a vues.</translation>
        </message>
        <message>
            <source>Then</source>
            <translation>Ensuite</translation>
        </message>
        <message>
            <source>There is nobody for whom this would change anything.</source>
            <translation>Cela ne changerait rien pour personne.</translation>
        </message>
        <message>
            <source>Those to look at come first.</source>
            <translation>Ceux à vérifier viennent d’abord.</translation>
        </message>
        <message>
            <source>To</source>
            <translation>Après</translation>
        </message>
        <message>
            <source>To know</source>
            <translation>À savoir</translation>
        </message>
        <message>
            <source>Until</source>
            <translation>Jusqu’à</translation>
        </message>
        <message>
            <source>What became of the change</source>
            <translation>Résultat de la modification</translation>
        </message>
        <message>
            <source>What happens</source>
            <translation>Ce qui se passe</translation>
        </message>
        <message>
            <source>When</source>
            <translation>Quand</translation>
        </message>
        <message>
            <source>Why</source>
            <translation>Motif</translation>
        </message>
        <message>
            <source>caller IDs.csv</source>
            <translation>numéros présentés.csv</translation>
        </message>
    </context>
    <context>
        <name>TeamTableView</name>
        <message>
            <source>Agents</source>
            <translation>Agents</translation>
        </message>
        <message>
            <source>Shift or Ctrl selects many; the menu key has more.</source>
            <translation>Maj ou Ctrl en sélectionne plusieurs ; la touche Menu offre plus de choix.</translation>
        </message>
    </context>
    <context>
        <name>TeamWords</name>
        <message>
            <source>Clear what was set</source>
            <translation>Effacer ce qui a été défini</translation>
        </message>
        <message>
            <source>by itself</source>
            <translation>automatiquement</translation>
        </message>
        <message>
            <source>changed</source>
            <translation>modifié</translation>
        </message>
        <message>
            <source>changed by somebody else</source>
            <translation>modifié par quelqu’un d’autre</translation>
        </message>
        <message>
            <source>changes</source>
            <translation>change</translation>
        </message>
        <message>
            <source>failed</source>
            <translation>échec</translation>
        </message>
        <message>
            <source>has it already</source>
            <translation>l’a déjà</translation>
        </message>
        <message>
            <source>may not use it</source>
            <translation>ne peut pas l’utiliser</translation>
        </message>
        <message>
            <source>needed no change</source>
            <translation>déjà à jour</translation>
        </message>
        <message>
            <source>not done</source>
            <translation>non effectué</translation>
        </message>
        <message>
            <source>nothing</source>
            <translation>aucun</translation>
        </message>
        <message>
            <source>pinned</source>
            <translation>épinglé</translation>
        </message>
        <message>
            <source>stays as it is: {why}</source>
            <translation>reste tel quel : {why}</translation>
        </message>
        <message>
            <source>{count} changed.</source>
            <translation>Modifiés : {count}.</translation>
        </message>
        <message>
            <source>{count} failed.</source>
            <translation>En échec : {count}.</translation>
        </message>
        <message>
            <source>{count} have it already: nothing changes for them.</source>
            <translation>L’ont déjà, rien ne change : {count}.</translation>
        </message>
        <message>
            <source>{count} may not use it and stay as they are.</source>
            <translation>Ne peuvent pas l’utiliser et restent tels quels : {count}.</translation>
        </message>
        <message>
            <source>{count} may not use it and stay as they are; the reasons are below.</source>
            <translation>Ne peuvent pas l’utiliser et restent tels quels (motifs ci-dessous) : {count}.</translation>
        </message>
        <message>
            <source>{count} needed no change.</source>
            <translation>Déjà à jour : {count}.</translation>
        </message>
        <message>
            <source>{count} put back.</source>
            <translation>Rétablis : {count}.</translation>
        </message>
        <message>
            <source>{count} were changed by somebody else meanwhile, and that stays.</source>
            <translation>Modifiés entre-temps par quelqu’un d’autre, ce qui est conservé : {count}.</translation>
        </message>
        <message>
            <source>{count} were not done.</source>
            <translation>Non effectués : {count}.</translation>
        </message>
        <message>
            <source>{count} will change.</source>
            <translation>Vont changer : {count}.</translation>
        </message>
        <message>
            <source>{what}, for good</source>
            <translation>{what}, sans limite</translation>
        </message>
        <message>
            <source>{what}, for good, pinned</source>
            <translation>{what}, sans limite, épinglé</translation>
        </message>
        <message>
            <source>{what}, until {until}</source>
            <translation>{what}, jusqu’à {until}</translation>
        </message>
        <message>
            <source>{what}, until {until}, pinned</source>
            <translation>{what}, jusqu’à {until}, épinglé</translation>
        </message>
    </context>
    <context>
        <name>TonePad</name>
        <message>
            <source>Digits that you type now go to the call.</source>
            <translation>Les chiffres que vous saisissez maintenant vont à l’appel.</translation>
        </message>
        <message>
            <source>Keypad tones</source>
            <translation>Tonalités du clavier</translation>
        </message>
        <message>
            <source>Tones sent: {heard}</source>
            <translation>Tonalités envoyées : {heard}</translation>
        </message>
        <message>
            <source>Tones sent: {heard}. Sending {waiting}…</source>
            <translation>Tonalités envoyées : {heard}. Envoi de {waiting}…</translation>
        </message>
        <message>
            <source>Type the digits, or press the keys: they go to the call.</source>
            <translation>Saisissez les chiffres ou appuyez sur les touches : ils vont à l’appel.</translation>
        </message>
    </context>
    <context>
        <name>Tray</name>
        <message>
            <source>&amp;Hang up</source>
            <translation>&amp;Raccrocher</translation>
        </message>
        <message>
            <source>&amp;Mute</source>
            <translation>&amp;Couper le micro</translation>
        </message>
        <message>
            <source>&amp;Open Softphone</source>
            <translation>&amp;Ouvrir Softphone</translation>
        </message>
        <message>
            <source>&amp;Quit</source>
            <translation>&amp;Quitter</translation>
        </message>
        <message>
            <source>&amp;Redial</source>
            <translation>R&amp;ecomposer</translation>
        </message>
        <message>
            <source>Call from the &amp;clipboard</source>
            <translation>Appeler depuis le &amp;presse-papiers</translation>
        </message>
    </context>
    <context>
        <name>TrayMenu</name>
        <message>
            <source>Call from the &amp;clipboard: {number}</source>
            <translation>Appeler depuis le &amp;presse-papiers : {number}</translation>
        </message>
        <message>
            <source>No number on the clipboard</source>
            <translation>Aucun numéro dans le presse-papiers</translation>
        </message>
        <message>
            <source>Softphone</source>
            <translation>Softphone</translation>
        </message>
        <message>
            <source>Softphone: calling {number}</source>
            <translation>Softphone : appel vers {number}</translation>
        </message>
        <message>
            <source>Softphone: nobody is signed in</source>
            <translation>Softphone : personne n’est connecté</translation>
        </message>
        <message>
            <source>Softphone: talking to {number}</source>
            <translation>Softphone : en communication avec {number}</translation>
        </message>
        <message>
            <source>Softphone: talking to {number}, muted</source>
            <translation>Softphone : en communication avec {number}, micro coupé</translation>
        </message>
    </context>
    <context>
        <name>Until</name>
        <message>
            <source>For how long</source>
            <translation>Pour combien de temps</translation>
        </message>
        <message>
            <source>Until</source>
            <translation>Jusqu’à</translation>
        </message>
        <message>
            <source>for 1 hour</source>
            <translation>pendant 1 heure</translation>
        </message>
        <message>
            <source>for good</source>
            <translation>sans limite</translation>
        </message>
        <message>
            <source>until another time…</source>
            <translation>jusqu’à un autre moment…</translation>
        </message>
        <message>
            <source>until today, 18:00</source>
            <translation>jusqu’à aujourd’hui, 18:00</translation>
        </message>
        <message>
            <source>until tomorrow, 18:00</source>
            <translation>jusqu’à demain, 18:00</translation>
        </message>
        <message>
            <source>until {time}</source>
            <translation>jusqu’à {time}</translation>
        </message>
    </context>
    <context>
        <name>WelcomePage</name>
        <message>
            <source>&amp;Sign in…</source>
            <translation>&amp;Se connecter…</translation>
        </message>
        <message>
            <source>&amp;Try it in the sandbox</source>
            <translation>&amp;Essayer dans le bac à sable</translation>
        </message>
        <message>
            <source>A company of its own on this computer: call and look around, no real telephone rings.</source>
            <translation>Une entreprise fictive sur cet ordinateur : appelez et explorez, aucun vrai téléphone ne sonne.</translation>
        </message>
        <message>
            <source>Use your company's Twilio account; your supervisor has what it asks for.</source>
            <translation>Utilisez le compte Twilio de votre entreprise ; votre superviseur a les informations demandées.</translation>
        </message>
        <message>
            <source>Welcome to Softphone</source>
            <translation>Bienvenue dans Softphone</translation>
        </message>
    </context>
    <context>
        <name>WhyModel</name>
        <message>
            <source>The list of numbers was read from Twilio on {when}.</source>
            <translation>La liste des numéros a été lue auprès de Twilio le {when}.</translation>
        </message>
        <message>
            <source>{number}: {why}</source>
            <translation>{number} : {why}</translation>
        </message>
        <message>
            <source>{why}. By the rules alone it would be:</source>
            <translation>{why}. Selon les seules règles, ce serait :</translation>
        </message>
    </context>
    <context>
        <name>WhyPopup</name>
        <message>
            <source>Numbers passed over</source>
            <translation>Numéros écartés</translation>
        </message>
        <message>
            <source>Passed over</source>
            <translation>Écartés</translation>
        </message>
        <message>
            <source>Why this number?</source>
            <translation>Pourquoi ce numéro ?</translation>
        </message>
        <message>
            <source>found</source>
            <translation>trouvé</translation>
        </message>
        <message>
            <source>nobody</source>
            <translation>aucun</translation>
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
            <translation>00 a été lu comme +.</translation>
        </message>
        <message>
            <source>15 was read as the 9 of Argentina's mobiles.</source>
            <translation>15 a été lu comme le 9 des mobiles argentins.</translation>
        </message>
        <message>
            <source>A SIP address, a phone number, or client: and a name.</source>
            <translation>Une adresse SIP, un numéro de téléphone, ou client: et un nom.</translation>
        </message>
        <message>
            <source>A contact needs a telephone number.</source>
            <translation>Un contact doit avoir un numéro de téléphone.</translation>
        </message>
        <message>
            <source>A new one is asked for by itself. If this stays, look at this computer's clock.</source>
            <translation>Un nouveau est demandé automatiquement. Si cela persiste, vérifiez l’horloge de cet ordinateur.</translation>
        </message>
        <message>
            <source>A newer version of this program may know better; tell its makers.</source>
            <translation>Une version plus récente fera peut-être mieux ; prévenez ses auteurs.</translation>
        </message>
        <message>
            <source>A quotation mark is opened here and not closed.</source>
            <translation>Un guillemet est ouvert ici et n’est pas fermé.</translation>
        </message>
        <message>
            <source>A sandbox must be on this machine; “{url}” is not.</source>
            <translation>Un bac à sable doit se trouver sur cette machine ; « {url} » ne s’y trouve pas.</translation>
        </message>
        <message>
            <source>A short code cannot be called.</source>
            <translation>On ne peut pas appeler un numéro court.</translation>
        </message>
        <message>
            <source>A system library that audio in the app needs is missing.</source>
            <translation>Il manque une bibliothèque système nécessaire à l’audio dans l’application.</translation>
        </message>
        <message>
            <source>A trial account calls verified numbers only.</source>
            <translation>Un compte d’essai n’appelle que des numéros vérifiés.</translation>
        </message>
        <message>
            <source>A trial account cannot do this.</source>
            <translation>Un compte d’essai ne peut pas faire cela.</translation>
        </message>
        <message>
            <source>A web page came in place of Twilio's answer: this network may want you to sign in first.</source>
            <translation>Une page web est venue à la place de la réponse de Twilio : ce réseau demande peut-être de se connecter d'abord.</translation>
        </message>
        <message>
            <source>API key SID</source>
            <translation>SID de la clé API</translation>
        </message>
        <message>
            <source>Account</source>
            <translation>Compte</translation>
        </message>
        <message>
            <source>Account SID</source>
            <translation>SID du compte</translation>
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
            <translation>Albanie</translation>
        </message>
        <message>
            <source>Alberta</source>
            <translation>Alberta</translation>
        </message>
        <message>
            <source>Algeria</source>
            <translation>Algérie</translation>
        </message>
        <message>
            <source>Allow it in the system's privacy settings, then call again.</source>
            <translation>Autorisez-le dans les paramètres de confidentialité du système, puis rappelez.</translation>
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
            <translation>Samoa américaines</translation>
        </message>
        <message>
            <source>An administrator can allow it under Voice, Geographic permissions in the Twilio Console.</source>
            <translation>Un administrateur peut l’autoriser sous Voice, Geographic permissions dans la Twilio Console.</translation>
        </message>
        <message>
            <source>An administrator can correct it in the company's settings.</source>
            <translation>Un administrateur peut la corriger dans les paramètres de l’entreprise.</translation>
        </message>
        <message>
            <source>An administrator can give the key that permission.</source>
            <translation>Un administrateur peut donner cette autorisation à la clé.</translation>
        </message>
        <message>
            <source>An administrator can put the worker's attributes right: they must be a JSON object.</source>
            <translation>Un administrateur peut corriger les attributs du worker : ils doivent être un objet JSON.</translation>
        </message>
        <message>
            <source>An answer pointed to an address that is not Twilio's, and was not followed.</source>
            <translation>Une réponse renvoyait à une adresse qui n'est pas de Twilio ; elle n'a pas été suivie.</translation>
        </message>
        <message>
            <source>Andorra</source>
            <translation>Andorre</translation>
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
            <translation>Antigua-et-Barbuda</translation>
        </message>
        <message>
            <source>Any number of the account</source>
            <translation>N’importe quel numéro du compte</translation>
        </message>
        <message>
            <source>Argentina</source>
            <translation>Argentine</translation>
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
            <translation>Arménie</translation>
        </message>
        <message>
            <source>Aruba</source>
            <translation>Aruba</translation>
        </message>
        <message>
            <source>As the system</source>
            <translation>Comme le système</translation>
        </message>
        <message>
            <source>As your supervisor knows it, e.g. ana.</source>
            <translation>Tel que votre superviseur le connaît, p. ex. ana.</translation>
        </message>
        <message>
            <source>Ascension Island</source>
            <translation>Île de l’Ascension</translation>
        </message>
        <message>
            <source>Ask the person who manages your Twilio account.</source>
            <translation>Demandez à la personne qui gère votre compte Twilio.</translation>
        </message>
        <message>
            <source>Ask whoever runs your network for a proxy with a password, or for an exception.</source>
            <translation>Demandez à qui gère le réseau un proxy avec mot de passe, ou une exception.</translation>
        </message>
        <message>
            <source>Ask whoever runs your network to allow Twilio's voice media.</source>
            <translation>Demandez à qui gère votre réseau d’autoriser le trafic vocal de Twilio.</translation>
        </message>
        <message>
            <source>Ask whoever runs your network to allow api.twilio.com.</source>
            <translation>Demandez à qui gère le réseau d'autoriser api.twilio.com.</translation>
        </message>
        <message>
            <source>Ask whoever runs your network to install their certificate, or set SSL_CERT_FILE.</source>
            <translation>Demandez à qui gère le réseau d'installer son certificat, ou définissez SSL_CERT_FILE.</translation>
        </message>
        <message>
            <source>Ask whoever runs your network; the proxy is set in HTTPS_PROXY.</source>
            <translation>Demandez à qui gère le réseau ; le proxy est dans HTTPS_PROXY.</translation>
        </message>
        <message>
            <source>Ask {by}.</source>
            <translation>Adressez-vous à {by}.</translation>
        </message>
        <message>
            <source>Audio in the app is not installed.</source>
            <translation>L’audio dans l’application n’est pas installé.</translation>
        </message>
        <message>
            <source>Audio in the app is off: your calls ring at another phone.</source>
            <translation>L’audio dans l’application est désactivé : vos appels sonnent sur un autre téléphone.</translation>
        </message>
        <message>
            <source>Australia</source>
            <translation>Australie</translation>
        </message>
        <message>
            <source>Australia (AU1)</source>
            <translation>Australie (AU1)</translation>
        </message>
        <message>
            <source>Austria</source>
            <translation>Autriche</translation>
        </message>
        <message>
            <source>Automated uses verified numbers</source>
            <translation>Le mode Automatisé utilise les numéros vérifiés</translation>
        </message>
        <message>
            <source>Azerbaijan</source>
            <translation>Azerbaïdjan</translation>
        </message>
        <message>
            <source>Bad</source>
            <translation>Mauvais</translation>
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
            <translation>Bahreïn</translation>
        </message>
        <message>
            <source>Bangladesh</source>
            <translation>Bangladesh</translation>
        </message>
        <message>
            <source>Barbados</source>
            <translation>Barbade</translation>
        </message>
        <message>
            <source>Belarus</source>
            <translation>Biélorussie</translation>
        </message>
        <message>
            <source>Belgium</source>
            <translation>Belgique</translation>
        </message>
        <message>
            <source>Belize</source>
            <translation>Belize</translation>
        </message>
        <message>
            <source>Benin</source>
            <translation>Bénin</translation>
        </message>
        <message>
            <source>Bermuda</source>
            <translation>Bermudes</translation>
        </message>
        <message>
            <source>Bhutan</source>
            <translation>Bhoutan</translation>
        </message>
        <message>
            <source>Bolivia</source>
            <translation>Bolivie</translation>
        </message>
        <message>
            <source>Bosnia &amp; Herzegovina</source>
            <translation>Bosnie-Herzégovine</translation>
        </message>
        <message>
            <source>Botswana</source>
            <translation>Botswana</translation>
        </message>
        <message>
            <source>Brazil</source>
            <translation>Brésil</translation>
        </message>
        <message>
            <source>British Columbia</source>
            <translation>Colombie-Britannique</translation>
        </message>
        <message>
            <source>British Indian Ocean Territory</source>
            <translation>Territoire britannique de l’océan Indien</translation>
        </message>
        <message>
            <source>British Virgin Islands</source>
            <translation>Îles Vierges britanniques</translation>
        </message>
        <message>
            <source>Brunei</source>
            <translation>Brunei</translation>
        </message>
        <message>
            <source>Build it where npm is installed, or choose another phone under Account.</source>
            <translation>Compilez-le là où npm est installé, ou choisissez un autre téléphone sous Compte.</translation>
        </message>
        <message>
            <source>Built in</source>
            <translation>Intégré au programme</translation>
        </message>
        <message>
            <source>Bulgaria</source>
            <translation>Bulgarie</translation>
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
            <translation>Californie</translation>
        </message>
        <message>
            <source>Call again.</source>
            <translation>Rappelez.</translation>
        </message>
        <message>
            <source>Call again?</source>
            <translation>Rappeler ?</translation>
        </message>
        <message>
            <source>Caller ID</source>
            <translation>Numéro présenté</translation>
        </message>
        <message>
            <source>Calling is switched off for this Twilio account.</source>
            <translation>Les appels sont désactivés pour ce compte Twilio.</translation>
        </message>
        <message>
            <source>Calls will be hard to follow on this line at the moment.</source>
            <translation>Pour le moment, les appels seront difficiles à suivre sur cette ligne.</translation>
        </message>
        <message>
            <source>Cambodia</source>
            <translation>Cambodge</translation>
        </message>
        <message>
            <source>Cameroon</source>
            <translation>Cameroun</translation>
        </message>
        <message>
            <source>Canada</source>
            <translation>Canada</translation>
        </message>
        <message>
            <source>Cancelled.</source>
            <translation>Interrompu.</translation>
        </message>
        <message>
            <source>Cape Verde</source>
            <translation>Cap-Vert</translation>
        </message>
        <message>
            <source>Caribbean Netherlands</source>
            <translation>Pays-Bas caribéens</translation>
        </message>
        <message>
            <source>Cayman Islands</source>
            <translation>Îles Caïmans</translation>
        </message>
        <message>
            <source>Ceará</source>
            <translation>Ceará</translation>
        </message>
        <message>
            <source>Central African Republic</source>
            <translation>République centrafricaine</translation>
        </message>
        <message>
            <source>Chad</source>
            <translation>Tchad</translation>
        </message>
        <message>
            <source>Check its SID and secret. A key of Ireland or Australia needs the setting twilio.region.</source>
            <translation>Vérifiez son SID et son secret. Une clé d'Irlande ou d'Australie demande le réglage twilio.region.</translation>
        </message>
        <message>
            <source>Check that it is there and that you may open it.</source>
            <translation>Vérifiez qu’il existe et que vous avez le droit de l’ouvrir.</translation>
        </message>
        <message>
            <source>Check the account SID under Account.</source>
            <translation>Vérifiez le SID du compte sous Compte.</translation>
        </message>
        <message>
            <source>Check the account SID, and that the key was made in that account and region.</source>
            <translation>Vérifiez le SID du compte, et que la clé a été créée dans ce compte et cette région.</translation>
        </message>
        <message>
            <source>Check the key, and that it was made in the region that twilio.region names.</source>
            <translation>Vérifiez la clé, et qu'elle a été créée dans la région que nomme twilio.region.</translation>
        </message>
        <message>
            <source>Check the network connection, then try again.</source>
            <translation>Vérifiez la connexion réseau, puis réessayez.</translation>
        </message>
        <message>
            <source>Check the network connection. It is tried again by itself.</source>
            <translation>Vérifiez la connexion réseau. Une nouvelle tentative est faite automatiquement.</translation>
        </message>
        <message>
            <source>Check the network connection; ask whoever runs it to allow Twilio's voice media.</source>
            <translation>Vérifiez la connexion réseau ; demandez à qui la gère d’autoriser le trafic vocal de Twilio.</translation>
        </message>
        <message>
            <source>Check the network connection; behind a proxy, set HTTPS_PROXY.</source>
            <translation>Vérifiez la connexion au réseau ; derrière un proxy, définissez HTTPS_PROXY.</translation>
        </message>
        <message>
            <source>Check the number and call again.</source>
            <translation>Vérifiez le numéro et rappelez.</translation>
        </message>
        <message>
            <source>Check the number.</source>
            <translation>Vérifiez le numéro.</translation>
        </message>
        <message>
            <source>Check what stands between this computer and Twilio, then try again.</source>
            <translation>Vérifiez ce qu'il y a entre cet ordinateur et Twilio, puis réessayez.</translation>
        </message>
        <message>
            <source>Check what stands between this computer and Twilio.</source>
            <translation>Vérifiez ce qu'il y a entre cet ordinateur et Twilio.</translation>
        </message>
        <message>
            <source>Check who may write there; then try again.</source>
            <translation>Vérifiez qui peut écrire à cet endroit, puis réessayez.</translation>
        </message>
        <message>
            <source>Chile</source>
            <translation>Chili</translation>
        </message>
        <message>
            <source>China</source>
            <translation>Chine</translation>
        </message>
        <message>
            <source>Choose a later time.</source>
            <translation>Choisissez un moment plus tardif.</translation>
        </message>
        <message>
            <source>Choose another caller ID.</source>
            <translation>Choisissez un autre numéro présenté.</translation>
        </message>
        <message>
            <source>Choose another folder.</source>
            <translation>Choisissez un autre dossier.</translation>
        </message>
        <message>
            <source>Choose another name under Account: letters, digits, - and _.</source>
            <translation>Choisissez un autre nom sous Compte : lettres, chiffres, - et _.</translation>
        </message>
        <message>
            <source>Choose another number.</source>
            <translation>Choisissez un autre numéro.</translation>
        </message>
        <message>
            <source>Choose it in the system's settings.</source>
            <translation>Choisissez-le dans les paramètres du système.</translation>
        </message>
        <message>
            <source>Choose it to call it.</source>
            <translation>Choisissez-le pour l'appeler.</translation>
        </message>
        <message>
            <source>Choose somebody else.</source>
            <translation>Choisissez quelqu’un d’autre.</translation>
        </message>
        <message>
            <source>Choose the number to show before you call.</source>
            <translation>Choisissez le numéro à présenter avant d’appeler.</translation>
        </message>
        <message>
            <source>Choose the one you want to call.</source>
            <translation>Choisissez celui que vous voulez appeler.</translation>
        </message>
        <message>
            <source>Chosen by you</source>
            <translation>Choisi par vous</translation>
        </message>
        <message>
            <source>Christmas Island</source>
            <translation>Île Christmas</translation>
        </message>
        <message>
            <source>Close the other program, or choose another microphone under Preferences.</source>
            <translation>Fermez l’autre programme, ou choisissez un autre microphone sous Préférences.</translation>
        </message>
        <message>
            <source>Closing the window keeps the softphone in the tray, where there is one. Off: closing quits.</source>
            <translation>Si vous fermez la fenêtre, le softphone reste dans la zone de notification, s’il y en a une. Désactivé : fermer quitte le programme.</translation>
        </message>
        <message>
            <source>Cocos (Keeling) Islands</source>
            <translation>Îles Cocos</translation>
        </message>
        <message>
            <source>Codes with * or # cannot be dialled.</source>
            <translation>Les codes avec * ou # ne peuvent pas être composés.</translation>
        </message>
        <message>
            <source>Colombia</source>
            <translation>Colombie</translation>
        </message>
        <message>
            <source>Colorado</source>
            <translation>Colorado</translation>
        </message>
        <message>
            <source>Comoros</source>
            <translation>Comores</translation>
        </message>
        <message>
            <source>Congo - Brazzaville</source>
            <translation>Congo-Brazzaville</translation>
        </message>
        <message>
            <source>Congo - Kinshasa</source>
            <translation>Congo-Kinshasa</translation>
        </message>
        <message>
            <source>Connecticut</source>
            <translation>Connecticut</translation>
        </message>
        <message>
            <source>Contacts imported: {count}.</source>
            <translation>Contacts importés : {count}.</translation>
        </message>
        <message>
            <source>Cook Islands</source>
            <translation>Îles Cook</translation>
        </message>
        <message>
            <source>Costa Rica</source>
            <translation>Costa Rica</translation>
        </message>
        <message>
            <source>Croatia</source>
            <translation>Croatie</translation>
        </message>
        <message>
            <source>Ctrl+Shift+F8 hangs up, Ctrl+Shift+F9 takes the number from the clipboard. Not on macOS.</source>
            <translation>Ctrl+Maj+F8 raccroche, Ctrl+Maj+F9 prend le numéro du presse-papiers. Pas sous macOS.</translation>
        </message>
        <message>
            <source>Cuba</source>
            <translation>Cuba</translation>
        </message>
        <message>
            <source>Curaçao</source>
            <translation>Curaçao</translation>
        </message>
        <message>
            <source>Customized: the agent picks a number. Automated: the rules choose one for each call.</source>
            <translation>Personnalisé : l’agent choisit un numéro. Automatisé : les règles en choisissent un pour chaque appel.</translation>
        </message>
        <message>
            <source>Cyprus</source>
            <translation>Chypre</translation>
        </message>
        <message>
            <source>Czechia</source>
            <translation>Tchéquie</translation>
        </message>
        <message>
            <source>Côte d’Ivoire</source>
            <translation>Côte d’Ivoire</translation>
        </message>
        <message>
            <source>Dark</source>
            <translation>Sombre</translation>
        </message>
        <message>
            <source>Default (automatic)</source>
            <translation>Par défaut (automatique)</translation>
        </message>
        <message>
            <source>Default is not offered here.</source>
            <translation>« Par défaut » n’est pas proposé ici.</translation>
        </message>
        <message>
            <source>Default is not offered to {agent}.</source>
            <translation>« Par défaut » n’est pas proposé à {agent}.</translation>
        </message>
        <message>
            <source>Delaware</source>
            <translation>Delaware</translation>
        </message>
        <message>
            <source>Denmark</source>
            <translation>Danemark</translation>
        </message>
        <message>
            <source>Dialling</source>
            <translation>Numérotation</translation>
        </message>
        <message>
            <source>District of Columbia</source>
            <translation>District de Columbia</translation>
        </message>
        <message>
            <source>Distrito Federal</source>
            <translation>District fédéral</translation>
        </message>
        <message>
            <source>Djibouti</source>
            <translation>Djibouti</translation>
        </message>
        <message>
            <source>Dominica</source>
            <translation>Dominique</translation>
        </message>
        <message>
            <source>Dominican Republic</source>
            <translation>République dominicaine</translation>
        </message>
        <message>
            <source>Ecuador</source>
            <translation>Équateur</translation>
        </message>
        <message>
            <source>Egypt</source>
            <translation>Égypte</translation>
        </message>
        <message>
            <source>El Salvador</source>
            <translation>Salvador</translation>
        </message>
        <message>
            <source>Equatorial Guinea</source>
            <translation>Guinée équatoriale</translation>
        </message>
        <message>
            <source>Eritrea</source>
            <translation>Érythrée</translation>
        </message>
        <message>
            <source>Espírito Santo</source>
            <translation>Espírito Santo</translation>
        </message>
        <message>
            <source>Estonia</source>
            <translation>Estonie</translation>
        </message>
        <message>
            <source>Eswatini</source>
            <translation>Eswatini</translation>
        </message>
        <message>
            <source>Ethiopia</source>
            <translation>Éthiopie</translation>
        </message>
        <message>
            <source>Exactly as typed: nothing was assumed.</source>
            <translation>Exactement tel que saisi : rien n’a été supposé.</translation>
        </message>
        <message>
            <source>Export the contacts as CSV or vCard (.vcf), and choose that file.</source>
            <translation>Exportez les contacts en CSV ou vCard (.vcf), et choisissez ce fichier.</translation>
        </message>
        <message>
            <source>Export the contacts without pictures, or in several files.</source>
            <translation>Exportez les contacts sans photos, ou en plusieurs fichiers.</translation>
        </message>
        <message>
            <source>Extension {extension} is not dialled.</source>
            <translation>Le poste {extension} n’est pas composé.</translation>
        </message>
        <message>
            <source>Fair</source>
            <translation>Moyen</translation>
        </message>
        <message>
            <source>Falkland Islands</source>
            <translation>Îles Malouines</translation>
        </message>
        <message>
            <source>Faroe Islands</source>
            <translation>Îles Féroé</translation>
        </message>
        <message>
            <source>Fiji</source>
            <translation>Fidji</translation>
        </message>
        <message>
            <source>Finish the transfer first.</source>
            <translation>Terminez d’abord le transfert.</translation>
        </message>
        <message>
            <source>Finland</source>
            <translation>Finlande</translation>
        </message>
        <message>
            <source>First of your local numbers</source>
            <translation>Premier de vos numéros locaux</translation>
        </message>
        <message>
            <source>First of your local numbers in {country}</source>
            <translation>Premier de vos numéros locaux : {country}</translation>
        </message>
        <message>
            <source>First of your local numbers with +{calling_code}</source>
            <translation>Le premier de vos numéros locaux avec +{calling_code}</translation>
        </message>
        <message>
            <source>Florida</source>
            <translation>Floride</translation>
        </message>
        <message>
            <source>France</source>
            <translation>France</translation>
        </message>
        <message>
            <source>French Guiana</source>
            <translation>Guyane française</translation>
        </message>
        <message>
            <source>French Polynesia</source>
            <translation>Polynésie française</translation>
        </message>
        <message>
            <source>Gabon</source>
            <translation>Gabon</translation>
        </message>
        <message>
            <source>Gambia</source>
            <translation>Gambie</translation>
        </message>
        <message>
            <source>Georgia</source>
            <translation>Géorgie</translation>
        </message>
        <message>
            <source>Georgia (country)</source>
            <translation>Géorgie (pays)</translation>
        </message>
        <message>
            <source>Germany</source>
            <translation>Allemagne</translation>
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
            <translation>Continuez. Si cela revient, envoyez un rapport : Aide, Rapport pour l'assistance.</translation>
        </message>
        <message>
            <source>Goiás</source>
            <translation>Goiás</translation>
        </message>
        <message>
            <source>Good</source>
            <translation>Bon</translation>
        </message>
        <message>
            <source>Greece</source>
            <translation>Grèce</translation>
        </message>
        <message>
            <source>Greenland</source>
            <translation>Groenland</translation>
        </message>
        <message>
            <source>Grenada</source>
            <translation>Grenade</translation>
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
            <translation>Guernesey</translation>
        </message>
        <message>
            <source>Guinea</source>
            <translation>Guinée</translation>
        </message>
        <message>
            <source>Guinea-Bissau</source>
            <translation>Guinée-Bissau</translation>
        </message>
        <message>
            <source>Guyana</source>
            <translation>Guyana</translation>
        </message>
        <message>
            <source>Haiti</source>
            <translation>Haïti</translation>
        </message>
        <message>
            <source>Hanging up…</source>
            <translation>Raccrochage…</translation>
        </message>
        <message>
            <source>Hawaii</source>
            <translation>Hawaï</translation>
        </message>
        <message>
            <source>Home country</source>
            <translation>Pays par défaut</translation>
        </message>
        <message>
            <source>Honduras</source>
            <translation>Honduras</translation>
        </message>
        <message>
            <source>Hong Kong</source>
            <translation>R.A.S. chinoise de Hong Kong</translation>
        </message>
        <message>
            <source>Hungary</source>
            <translation>Hongrie</translation>
        </message>
        <message>
            <source>Iceland</source>
            <translation>Islande</translation>
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
            <translation>Dans un Flatpak, le programme pour les liens se choisit dans les paramètres du système.</translation>
        </message>
        <message>
            <source>In the tray, or minimised where there is none.</source>
            <translation>Dans la zone de notification ou, à défaut, réduit.</translation>
        </message>
        <message>
            <source>In {country} this number is {number} today.</source>
            <translation>Dans ce pays ({country}), ce numéro est aujourd'hui {number}.</translation>
        </message>
        <message>
            <source>India</source>
            <translation>Inde</translation>
        </message>
        <message>
            <source>Indiana</source>
            <translation>Indiana</translation>
        </message>
        <message>
            <source>Indonesia</source>
            <translation>Indonésie</translation>
        </message>
        <message>
            <source>Install it with: pip install 'softphone[audio]'. Or choose another phone under Account.</source>
            <translation>Installez-le avec : pip install 'softphone[audio]'. Ou choisissez un autre téléphone sous Compte.</translation>
        </message>
        <message>
            <source>Invisible characters were left out.</source>
            <translation>Des caractères invisibles ont été retirés.</translation>
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
            <translation>Irlande</translation>
        </message>
        <message>
            <source>Ireland (IE1)</source>
            <translation>Irlande (IE1)</translation>
        </message>
        <message>
            <source>Isle of Man</source>
            <translation>Île de Man</translation>
        </message>
        <message>
            <source>Israel</source>
            <translation>Israël</translation>
        </message>
        <message>
            <source>It cannot carry calls any more.</source>
            <translation>Il ne peut plus passer d’appels.</translation>
        </message>
        <message>
            <source>It cannot carry calls.</source>
            <translation>Il ne peut pas passer d’appels.</translation>
        </message>
        <message>
            <source>It is not known where your phone rings.</source>
            <translation>On ne sait pas où votre téléphone sonne.</translation>
        </message>
        <message>
            <source>It is not known whether the other side still hears. Call again once your line is ready.</source>
            <translation>On ne sait pas si l’autre partie entend encore. Rappelez dès que votre ligne est prête.</translation>
        </message>
        <message>
            <source>It is set to receive fax.</source>
            <translation>Il est configuré pour recevoir des fax.</translation>
        </message>
        <message>
            <source>It is the number being called.</source>
            <translation>C’est le numéro appelé.</translation>
        </message>
        <message>
            <source>It is tried again by itself.</source>
            <translation>Une nouvelle tentative est faite automatiquement.</translation>
        </message>
        <message>
            <source>It is {owner}'s dedicated line.</source>
            <translation>C’est la ligne dédiée à {owner}.</translation>
        </message>
        <message>
            <source>It looks like desk@acme.example.</source>
            <translation>Elle se présente comme desk@acme.example.</translation>
        </message>
        <message>
            <source>It must be made with a standard API key of this account, or come from your company's token URL.</source>
            <translation>Il doit être créé avec une clé API standard de ce compte, ou provenir de l’URL de jetons de votre entreprise.</translation>
        </message>
        <message>
            <source>It needs the permission “{needs}”; an administrator can give it that.</source>
            <translation>Il manque l’autorisation « {needs} » ; un administrateur peut l’accorder.</translation>
        </message>
        <message>
            <source>It replaced {caller_id}, which {by} had set at {time}.</source>
            <translation>Remplace {caller_id}, que {by} avait défini ({time}).</translation>
        </message>
        <message>
            <source>It should be {expected}.</source>
            <translation>Valeur attendue : {expected}.</translation>
        </message>
        <message>
            <source>It was cleared since.</source>
            <translation>Effacé depuis.</translation>
        </message>
        <message>
            <source>Italy</source>
            <translation>Italie</translation>
        </message>
        <message>
            <source>Jamaica</source>
            <translation>Jamaïque</translation>
        </message>
        <message>
            <source>Japan</source>
            <translation>Japon</translation>
        </message>
        <message>
            <source>Jersey</source>
            <translation>Jersey</translation>
        </message>
        <message>
            <source>Jordan</source>
            <translation>Jordanie</translation>
        </message>
        <message>
            <source>Kansas</source>
            <translation>Kansas</translation>
        </message>
        <message>
            <source>Kazakhstan</source>
            <translation>Kazakhstan</translation>
        </message>
        <message>
            <source>Keep running in the tray</source>
            <translation>Rester actif dans la zone de notification</translation>
        </message>
        <message>
            <source>Kentucky</source>
            <translation>Kentucky</translation>
        </message>
        <message>
            <source>Kenya</source>
            <translation>Kenya</translation>
        </message>
        <message>
            <source>Keys for when they have answered: {keys}.</source>
            <translation>Touches pour après la réponse : {keys}.</translation>
        </message>
        <message>
            <source>Keys that work in every window</source>
            <translation>Touches actives dans toutes les fenêtres</translation>
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
            <translation>Koweït</translation>
        </message>
        <message>
            <source>Kyrgyzstan</source>
            <translation>Kirghizstan</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>Langue</translation>
        </message>
        <message>
            <source>Laos</source>
            <translation>Laos</translation>
        </message>
        <message>
            <source>Last resort</source>
            <translation>Dernier recours</translation>
        </message>
        <message>
            <source>Latvia</source>
            <translation>Lettonie</translation>
        </message>
        <message>
            <source>Leave a VPN if you may, and stop large uploads. Pause a little before you speak.</source>
            <translation>Quittez le VPN si c’est permis, et arrêtez les gros envois. Marquez une petite pause avant de parler.</translation>
        </message>
        <message>
            <source>Lebanon</source>
            <translation>Liban</translation>
        </message>
        <message>
            <source>Left out: “{text}”.</source>
            <translation>Ignoré : « {text} ».</translation>
        </message>
        <message>
            <source>Lesotho</source>
            <translation>Lesotho</translation>
        </message>
        <message>
            <source>Letters were read as keypad digits.</source>
            <translation>Des lettres ont été lues comme des chiffres du clavier.</translation>
        </message>
        <message>
            <source>Liberia</source>
            <translation>Liberia</translation>
        </message>
        <message>
            <source>Libya</source>
            <translation>Libye</translation>
        </message>
        <message>
            <source>Liechtenstein</source>
            <translation>Liechtenstein</translation>
        </message>
        <message>
            <source>Light</source>
            <translation>Clair</translation>
        </message>
        <message>
            <source>Light, dark, or as the system is.</source>
            <translation>Clair, sombre, ou comme le système.</translation>
        </message>
        <message>
            <source>Links call by themselves</source>
            <translation>Les liens appellent d’eux-mêmes</translation>
        </message>
        <message>
            <source>Links that start with tel:, callto: or sip: do.</source>
            <translation>Ceux qui commencent par tel:, callto: ou sip: y mènent.</translation>
        </message>
        <message>
            <source>Lithuania</source>
            <translation>Lituanie</translation>
        </message>
        <message>
            <source>Look</source>
            <translation>Apparence</translation>
        </message>
        <message>
            <source>Look at Recents before you call again.</source>
            <translation>Consultez les Récents avant de rappeler.</translation>
        </message>
        <message>
            <source>Look at the number shown now, then call again.</source>
            <translation>Vérifiez le numéro présenté maintenant, puis rappelez.</translation>
        </message>
        <message>
            <source>Look for a mute switch on the headset, or choose another microphone under Preferences.</source>
            <translation>Cherchez un interrupteur de micro sur le casque, ou choisissez un autre microphone sous Préférences.</translation>
        </message>
        <message>
            <source>Look the number up where it came from.</source>
            <translation>Cherchez le numéro là d'où il vient.</translation>
        </message>
        <message>
            <source>Louisiana</source>
            <translation>Louisiane</translation>
        </message>
        <message>
            <source>Luxembourg</source>
            <translation>Luxembourg</translation>
        </message>
        <message>
            <source>Macao</source>
            <translation>R.A.S. chinoise de Macao</translation>
        </message>
        <message>
            <source>Madagascar</source>
            <translation>Madagascar</translation>
        </message>
        <message>
            <source>Maine</source>
            <translation>Maine</translation>
        </message>
        <message>
            <source>Make room on the disk, or check who may write there; then try again.</source>
            <translation>Libérez de l’espace sur le disque, ou vérifiez qui peut écrire à cet endroit, puis réessayez.</translation>
        </message>
        <message>
            <source>Malawi</source>
            <translation>Malawi</translation>
        </message>
        <message>
            <source>Malaysia</source>
            <translation>Malaisie</translation>
        </message>
        <message>
            <source>Maldives</source>
            <translation>Maldives</translation>
        </message>
        <message>
            <source>Mali</source>
            <translation>Mali</translation>
        </message>
        <message>
            <source>Malta</source>
            <translation>Malte</translation>
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
            <translation>Îles Marshall</translation>
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
            <translation>Mauritanie</translation>
        </message>
        <message>
            <source>Mauritius</source>
            <translation>Maurice</translation>
        </message>
        <message>
            <source>Mayotte</source>
            <translation>Mayotte</translation>
        </message>
        <message>
            <source>Mexico</source>
            <translation>Mexique</translation>
        </message>
        <message>
            <source>Michigan</source>
            <translation>Michigan</translation>
        </message>
        <message>
            <source>Micronesia</source>
            <translation>Micronésie</translation>
        </message>
        <message>
            <source>Microphone</source>
            <translation>Microphone</translation>
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
            <translation>Moldavie</translation>
        </message>
        <message>
            <source>Monaco</source>
            <translation>Monaco</translation>
        </message>
        <message>
            <source>Mongolia</source>
            <translation>Mongolie</translation>
        </message>
        <message>
            <source>Montana</source>
            <translation>Montana</translation>
        </message>
        <message>
            <source>Montenegro</source>
            <translation>Monténégro</translation>
        </message>
        <message>
            <source>Montserrat</source>
            <translation>Montserrat</translation>
        </message>
        <message>
            <source>Morocco</source>
            <translation>Maroc</translation>
        </message>
        <message>
            <source>Mozambique</source>
            <translation>Mozambique</translation>
        </message>
        <message>
            <source>Myanmar (Burma)</source>
            <translation>Myanmar (Birmanie)</translation>
        </message>
        <message>
            <source>Name the column with the numbers “Phone”, and choose the file again.</source>
            <translation>Nommez « Phone » la colonne des numéros, et choisissez à nouveau le fichier.</translation>
        </message>
        <message>
            <source>Namibia</source>
            <translation>Namibie</translation>
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
            <translation>Népal</translation>
        </message>
        <message>
            <source>Netherlands</source>
            <translation>Pays-Bas</translation>
        </message>
        <message>
            <source>Nevada</source>
            <translation>Nevada</translation>
        </message>
        <message>
            <source>New Brunswick</source>
            <translation>Nouveau-Brunswick</translation>
        </message>
        <message>
            <source>New Caledonia</source>
            <translation>Nouvelle-Calédonie</translation>
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
            <translation>Nouveau-Mexique</translation>
        </message>
        <message>
            <source>New York</source>
            <translation>New York</translation>
        </message>
        <message>
            <source>New Zealand</source>
            <translation>Nouvelle-Zélande</translation>
        </message>
        <message>
            <source>Newfoundland and Labrador</source>
            <translation>Terre-Neuve-et-Labrador</translation>
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
            <translation>Non</translation>
        </message>
        <message>
            <source>No caller ID reached Twilio.</source>
            <translation>Aucun numéro présenté n’est parvenu à Twilio.</translation>
        </message>
        <message>
            <source>No number to call reached Twilio.</source>
            <translation>Aucun numéro à appeler n’est parvenu à Twilio.</translation>
        </message>
        <message>
            <source>No number was given.</source>
            <translation>Aucun numéro n’a été indiqué.</translation>
        </message>
        <message>
            <source>No phone rings for this call any more.</source>
            <translation>Plus aucun téléphone ne sonne pour cet appel.</translation>
        </message>
        <message>
            <source>No sound arrives here.</source>
            <translation>Aucun son n’arrive ici.</translation>
        </message>
        <message>
            <source>Nobody is chosen yet.</source>
            <translation>Personne n’est encore choisi.</translation>
        </message>
        <message>
            <source>Nobody is waiting.</source>
            <translation>Personne n’est en attente.</translation>
        </message>
        <message>
            <source>Nobody knows whether your phone rang</source>
            <translation>On ne sait pas si votre téléphone a sonné</translation>
        </message>
        <message>
            <source>None of the account's numbers can be shown automatically.</source>
            <translation>Aucun des numéros du compte ne peut être présenté automatiquement.</translation>
        </message>
        <message>
            <source>None of your local numbers is in +{calling_code} {area_code}</source>
            <translation>Aucun de vos numéros locaux n’a l’indicatif +{calling_code} {area_code}</translation>
        </message>
        <message>
            <source>None of your local numbers is in {country}</source>
            <translation>Aucun de vos numéros locaux n’est dans ce pays : {country}</translation>
        </message>
        <message>
            <source>None of your local numbers is in {state}</source>
            <translation>Aucun de vos numéros locaux n’est dans cet État : {state}</translation>
        </message>
        <message>
            <source>Norfolk Island</source>
            <translation>Île Norfolk</translation>
        </message>
        <message>
            <source>North Carolina</source>
            <translation>Caroline du Nord</translation>
        </message>
        <message>
            <source>North Dakota</source>
            <translation>Dakota du Nord</translation>
        </message>
        <message>
            <source>North Korea</source>
            <translation>Corée du Nord</translation>
        </message>
        <message>
            <source>North Macedonia</source>
            <translation>Macédoine du Nord</translation>
        </message>
        <message>
            <source>Northern Mariana Islands</source>
            <translation>Îles Mariannes du Nord</translation>
        </message>
        <message>
            <source>Northwest Territories</source>
            <translation>Territoires du Nord-Ouest</translation>
        </message>
        <message>
            <source>Norway</source>
            <translation>Norvège</translation>
        </message>
        <message>
            <source>Not set</source>
            <translation>Non défini</translation>
        </message>
        <message>
            <source>Nothing changed</source>
            <translation>Aucun changement</translation>
        </message>
        <message>
            <source>Nothing is heard from your microphone.</source>
            <translation>On n’entend rien de votre microphone.</translation>
        </message>
        <message>
            <source>Nothing was changed. Try again in a minute.</source>
            <translation>Rien n’a été modifié. Réessayez dans une minute.</translation>
        </message>
        <message>
            <source>Nova Scotia</source>
            <translation>Nouvelle-Écosse</translation>
        </message>
        <message>
            <source>Numbers that are only verified with Twilio may be picked; calls back do not reach you.</source>
            <translation>Les numéros seulement vérifiés auprès de Twilio peuvent être choisis ; les rappels ne vous parviennent pas.</translation>
        </message>
        <message>
            <source>Nunavut</source>
            <translation>Nunavut</translation>
        </message>
        <message>
            <source>Of incoming calls.</source>
            <translation>Des appels entrants.</translation>
        </message>
        <message>
            <source>Of the customer's voice.</source>
            <translation>De la voix du client.</translation>
        </message>
        <message>
            <source>Off by default: nobody can call them back through us, and carriers trust them less.</source>
            <translation>Désactivé par défaut : personne ne peut les rappeler par notre intermédiaire, et les opérateurs leur font moins confiance.</translation>
        </message>
        <message>
            <source>Off: a tel: link only fills in the number. On: it calls after 3 seconds in which you can cancel.</source>
            <translation>Désactivé : un lien tel: ne fait que remplir le numéro. Activé : il appelle après 3 secondes pendant lesquelles vous pouvez annuler.</translation>
        </message>
        <message>
            <source>Off: every call is Automated.</source>
            <translation>Désactivé : chaque appel est Automatisé.</translation>
        </message>
        <message>
            <source>Offer Default (automatic)</source>
            <translation>Proposer Par défaut (automatique)</translation>
        </message>
        <message>
            <source>Offer verified numbers</source>
            <translation>Proposer les numéros vérifiés</translation>
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
            <translation>Sur un compte d’essai, Twilio fixe quel numéro est présenté à qui.</translation>
        </message>
        <message>
            <source>On macOS the system asks which program opens a link.</source>
            <translation>Sous macOS, le système demande quel programme ouvre un lien.</translation>
        </message>
        <message>
            <source>On your desktop</source>
            <translation>Sur votre bureau</translation>
        </message>
        <message>
            <source>One of your local numbers</source>
            <translation>L’un de vos numéros locaux</translation>
        </message>
        <message>
            <source>One of your local numbers in {country}</source>
            <translation>Un de vos numéros locaux : {country}</translation>
        </message>
        <message>
            <source>One of your local numbers with +{calling_code}</source>
            <translation>L’un de vos numéros locaux avec +{calling_code}</translation>
        </message>
        <message>
            <source>Only an administrator may place it: run the command as one.</source>
            <translation>Seul un administrateur peut le placer : exécutez la commande en tant que tel.</translation>
        </message>
        <message>
            <source>Only telephone numbers can be called from here.</source>
            <translation>Seuls des numéros de téléphone peuvent être appelés d’ici.</translation>
        </message>
        <message>
            <source>Only the agent's ring groups</source>
            <translation>Seulement les groupes d’appel de l’agent</translation>
        </message>
        <message>
            <source>Ontario</source>
            <translation>Ontario</translation>
        </message>
        <message>
            <source>Open any page in your browser, sign in there, then try again.</source>
            <translation>Ouvrez une page dans votre navigateur, connectez-vous, puis réessayez.</translation>
        </message>
        <message>
            <source>Open it, save it as CSV UTF-8, and choose that file.</source>
            <translation>Ouvrez-la, enregistrez-la en CSV UTF-8, et choisissez ce fichier.</translation>
        </message>
        <message>
            <source>Oregon</source>
            <translation>Oregon</translation>
        </message>
        <message>
            <source>Other programs changed {name} at Twilio each of three times.</source>
            <translation>D’autres programmes ont modifié {name} chez Twilio à chacun des trois essais.</translation>
        </message>
        <message>
            <source>Pakistan</source>
            <translation>Pakistan</translation>
        </message>
        <message>
            <source>Palau</source>
            <translation>Palaos</translation>
        </message>
        <message>
            <source>Palestinian Territories</source>
            <translation>Territoires palestiniens</translation>
        </message>
        <message>
            <source>Panama</source>
            <translation>Panama</translation>
        </message>
        <message>
            <source>Papua New Guinea</source>
            <translation>Papouasie-Nouvelle-Guinée</translation>
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
            <translation>Des parties du son se perdent en route.</translation>
        </message>
        <message>
            <source>Pará</source>
            <translation>Pará</translation>
        </message>
        <message>
            <source>Paste the number alone.</source>
            <translation>Collez le numéro seul.</translation>
        </message>
        <message>
            <source>Pennsylvania</source>
            <translation>Pennsylvanie</translation>
        </message>
        <message>
            <source>Pernambuco</source>
            <translation>Pernambouc</translation>
        </message>
        <message>
            <source>Peru</source>
            <translation>Pérou</translation>
        </message>
        <message>
            <source>Philippines</source>
            <translation>Philippines</translation>
        </message>
        <message>
            <source>Piauí</source>
            <translation>Piauí</translation>
        </message>
        <message>
            <source>Pinned for this contact</source>
            <translation>Épinglé pour ce contact</translation>
        </message>
        <message>
            <source>Pinned for this contact, but: {problem}</source>
            <translation>Épinglé pour ce contact, mais : {problem}</translation>
        </message>
        <message>
            <source>Plug in a headset; it is found by itself.</source>
            <translation>Branchez un casque ; il est détecté automatiquement.</translation>
        </message>
        <message>
            <source>Poland</source>
            <translation>Pologne</translation>
        </message>
        <message>
            <source>Portugal</source>
            <translation>Portugal</translation>
        </message>
        <message>
            <source>Prince Edward Island</source>
            <translation>Île-du-Prince-Édouard</translation>
        </message>
        <message>
            <source>Puerto Rico</source>
            <translation>Porto Rico</translation>
        </message>
        <message>
            <source>Put them into HTTPS_PROXY: http://NAME:PASSWORD@HOST:PORT.</source>
            <translation>Mettez-les dans HTTPS_PROXY : http://NAME:PASSWORD@HOST:PORT.</translation>
        </message>
        <message>
            <source>Qatar</source>
            <translation>Qatar</translation>
        </message>
        <message>
            <source>Quebec</source>
            <translation>Québec</translation>
        </message>
        <message>
            <source>Quiet hours</source>
            <translation>Heures calmes</translation>
        </message>
        <message>
            <source>Read with +{calling_code}, {country}.</source>
            <translation>Lu avec +{calling_code}, {country}.</translation>
        </message>
        <message>
            <source>Refresh the numbers, then try again.</source>
            <translation>Actualisez les numéros, puis réessayez.</translation>
        </message>
        <message>
            <source>Remembered by its name and id; another one is used while it is not plugged in.</source>
            <translation>Mémorisé par son nom et son identifiant ; un autre est utilisé tant qu’il n’est pas branché.</translation>
        </message>
        <message>
            <source>Rhode Island</source>
            <translation>Rhode Island</translation>
        </message>
        <message>
            <source>Ring volume</source>
            <translation>Volume de la sonnerie</translation>
        </message>
        <message>
            <source>Ringing your phone…</source>
            <translation>Votre téléphone sonne…</translation>
        </message>
        <message>
            <source>Rings at</source>
            <translation>Sonne sur</translation>
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
            <translation>Roumanie</translation>
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
            <translation>Russie</translation>
        </message>
        <message>
            <source>Rwanda</source>
            <translation>Rwanda</translation>
        </message>
        <message>
            <source>Réunion</source>
            <translation>La Réunion</translation>
        </message>
        <message>
            <source>SIP is not switched on for this Twilio account.</source>
            <translation>SIP n'est pas activé pour ce compte Twilio.</translation>
        </message>
        <message>
            <source>Same area code, +{calling_code} {area_code}</source>
            <translation>Même indicatif régional, +{calling_code} {area_code}</translation>
        </message>
        <message>
            <source>Same caller ID as last time</source>
            <translation>Le même numéro affiché que la dernière fois</translation>
        </message>
        <message>
            <source>Same country code, +{calling_code}</source>
            <translation>Même indicatif de pays, +{calling_code}</translation>
        </message>
        <message>
            <source>Same country, {country}</source>
            <translation>Même pays, {country}</translation>
        </message>
        <message>
            <source>Same state, {state}</source>
            <translation>Même État, {state}</translation>
        </message>
        <message>
            <source>Samoa</source>
            <translation>Samoa</translation>
        </message>
        <message>
            <source>San Marino</source>
            <translation>Saint-Marin</translation>
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
            <translation>Arabie saoudite</translation>
        </message>
        <message>
            <source>Senegal</source>
            <translation>Sénégal</translation>
        </message>
        <message>
            <source>Serbia</source>
            <translation>Serbie</translation>
        </message>
        <message>
            <source>Sergipe</source>
            <translation>Sergipe</translation>
        </message>
        <message>
            <source>Set by {by}</source>
            <translation>Défini par {by}</translation>
        </message>
        <message>
            <source>Set by {by} until {until}</source>
            <translation>Défini par {by} jusqu’à {until}</translation>
        </message>
        <message>
            <source>Set by {by} until {until}: {why}</source>
            <translation>Défini par {by} jusqu’à {until} : {why}</translation>
        </message>
        <message>
            <source>Set by {by}: {why}</source>
            <translation>Défini par {by} : {why}</translation>
        </message>
        <message>
            <source>Set by {name}</source>
            <translation>Défini par {name}</translation>
        </message>
        <message>
            <source>Set for you by your administrator</source>
            <translation>Défini pour vous par votre administrateur</translation>
        </message>
        <message>
            <source>Set for you by {name}</source>
            <translation>Défini pour vous par {name}</translation>
        </message>
        <message>
            <source>Set it to that line, a JSON object, or unset it.</source>
            <translation>Affectez-lui cette ligne, un objet JSON, ou supprimez-la.</translation>
        </message>
        <message>
            <source>Set it under Account, then call again.</source>
            <translation>Indiquez-le sous Compte, puis rappelez.</translation>
        </message>
        <message>
            <source>Set {name} to a file of certificates (PEM), or unset it.</source>
            <translation>Donnez à {name} un fichier de certificats (PEM), ou supprimez-le.</translation>
        </message>
        <message>
            <source>Seychelles</source>
            <translation>Seychelles</translation>
        </message>
        <message>
            <source>Show a small panel during calls</source>
            <translation>Afficher un petit panneau pendant les appels</translation>
        </message>
        <message>
            <source>Show the caller ID picker</source>
            <translation>Afficher le sélecteur de numéro présenté</translation>
        </message>
        <message>
            <source>Sierra Leone</source>
            <translation>Sierra Leone</translation>
        </message>
        <message>
            <source>Sign in again under Account, with the key of the right account and region.</source>
            <translation>Reconnectez-vous sous Compte, avec la clé du bon compte et de la bonne région.</translation>
        </message>
        <message>
            <source>Singapore</source>
            <translation>Singapour</translation>
        </message>
        <message>
            <source>Sint Maarten</source>
            <translation>Saint-Martin (partie néerlandaise)</translation>
        </message>
        <message>
            <source>Slovakia</source>
            <translation>Slovaquie</translation>
        </message>
        <message>
            <source>Slovenia</source>
            <translation>Slovénie</translation>
        </message>
        <message>
            <source>Softphone is now among the programs for tel: links. Choose it in Settings, Apps, Default apps.</source>
            <translation>Softphone figure maintenant parmi les programmes pour les liens tel:. Choisissez-le dans Paramètres, Applications, Applications par défaut.</translation>
        </message>
        <message>
            <source>Softphone is open already, but does not answer.</source>
            <translation>Softphone est déjà ouvert, mais ne répond pas.</translation>
        </message>
        <message>
            <source>Solomon Islands</source>
            <translation>Îles Salomon</translation>
        </message>
        <message>
            <source>Somalia</source>
            <translation>Somalie</translation>
        </message>
        <message>
            <source>Somebody else changed {name} at the same moment.</source>
            <translation>Quelqu’un d’autre a modifié {name} au même moment.</translation>
        </message>
        <message>
            <source>Somebody else is being called already.</source>
            <translation>Quelqu’un d’autre est déjà en cours d’appel.</translation>
        </message>
        <message>
            <source>Somebody else is in the call already.</source>
            <translation>Quelqu’un d’autre est déjà dans l’appel.</translation>
        </message>
        <message>
            <source>Something in this program went wrong ({name}).</source>
            <translation>Quelque chose a mal tourné dans ce programme ({name}).</translation>
        </message>
        <message>
            <source>Sound</source>
            <translation>Son</translation>
        </message>
        <message>
            <source>South Africa</source>
            <translation>Afrique du Sud</translation>
        </message>
        <message>
            <source>South Carolina</source>
            <translation>Caroline du Sud</translation>
        </message>
        <message>
            <source>South Dakota</source>
            <translation>Dakota du Sud</translation>
        </message>
        <message>
            <source>South Korea</source>
            <translation>Corée du Sud</translation>
        </message>
        <message>
            <source>South Sudan</source>
            <translation>Soudan du Sud</translation>
        </message>
        <message>
            <source>Spain</source>
            <translation>Espagne</translation>
        </message>
        <message>
            <source>Speaker</source>
            <translation>Haut-parleur</translation>
        </message>
        <message>
            <source>Sri Lanka</source>
            <translation>Sri Lanka</translation>
        </message>
        <message>
            <source>St. Barthélemy</source>
            <translation>Saint-Barthélemy</translation>
        </message>
        <message>
            <source>St. Helena</source>
            <translation>Sainte-Hélène</translation>
        </message>
        <message>
            <source>St. Kitts &amp; Nevis</source>
            <translation>Saint-Christophe-et-Niévès</translation>
        </message>
        <message>
            <source>St. Lucia</source>
            <translation>Sainte-Lucie</translation>
        </message>
        <message>
            <source>St. Martin</source>
            <translation>Saint-Martin</translation>
        </message>
        <message>
            <source>St. Pierre &amp; Miquelon</source>
            <translation>Saint-Pierre-et-Miquelon</translation>
        </message>
        <message>
            <source>St. Vincent &amp; Grenadines</source>
            <translation>Saint-Vincent-et-les Grenadines</translation>
        </message>
        <message>
            <source>Start when you log in</source>
            <translation>Démarrer à l’ouverture de session</translation>
        </message>
        <message>
            <source>Start with + and the country code, as in +1 or +44.</source>
            <translation>Commencez par + et l’indicatif du pays, comme +1 ou +44.</translation>
        </message>
        <message>
            <source>Starting at login could not be changed: {problem}.</source>
            <translation>Le démarrage à l’ouverture de session n’a pas pu être modifié : {problem}.</translation>
        </message>
        <message>
            <source>Starting…</source>
            <translation>Démarrage…</translation>
        </message>
        <message>
            <source>Starts with SK.</source>
            <translation>Commence par SK.</translation>
        </message>
        <message>
            <source>States are known for the United States, Canada and Brazil only</source>
            <translation>Les États ne sont connus que pour les États-Unis, le Canada et le Brésil</translation>
        </message>
        <message>
            <source>Stop calling for a while and tell your administrator.</source>
            <translation>Cessez d’appeler quelque temps et prévenez votre administrateur.</translation>
        </message>
        <message>
            <source>Stop large downloads, or try another network. If it stays, tell whoever runs the network.</source>
            <translation>Arrêtez les gros téléchargements, ou essayez un autre réseau. Si cela persiste, prévenez la personne qui gère le réseau.</translation>
        </message>
        <message>
            <source>Such as 21:00-08:00, in the customer's own time: a call then is warned of. Empty: never.</source>
            <translation>Par exemple 21:00-08:00, à l’heure du client : un appel dans cette plage déclenche un avertissement. Vide : jamais.</translation>
        </message>
        <message>
            <source>Sudan</source>
            <translation>Soudan</translation>
        </message>
        <message>
            <source>Suggested by {name}</source>
            <translation>Suggéré par {name}</translation>
        </message>
        <message>
            <source>Suriname</source>
            <translation>Suriname</translation>
        </message>
        <message>
            <source>Svalbard &amp; Jan Mayen</source>
            <translation>Svalbard et Jan Mayen</translation>
        </message>
        <message>
            <source>Swap, join, or go back to the customer.</source>
            <translation>Permutez, réunissez tous ou revenez au client.</translation>
        </message>
        <message>
            <source>Sweden</source>
            <translation>Suède</translation>
        </message>
        <message>
            <source>Switzerland</source>
            <translation>Suisse</translation>
        </message>
        <message>
            <source>Syria</source>
            <translation>Syrie</translation>
        </message>
        <message>
            <source>São Paulo</source>
            <translation>São Paulo</translation>
        </message>
        <message>
            <source>São Tomé &amp; Príncipe</source>
            <translation>Sao Tomé-et-Principe</translation>
        </message>
        <message>
            <source>Taiwan</source>
            <translation>Taïwan</translation>
        </message>
        <message>
            <source>Tajikistan</source>
            <translation>Tadjikistan</translation>
        </message>
        <message>
            <source>Take echo and noise off my voice</source>
            <translation>Supprimer l’écho et le bruit de ma voix</translation>
        </message>
        <message>
            <source>Tanzania</source>
            <translation>Tanzanie</translation>
        </message>
        <message>
            <source>TaskRouter has no worker named {agent}, so your choice stays on this machine.</source>
            <translation>TaskRouter n’a pas de worker nommé {agent}, votre choix reste donc sur cette machine.</translation>
        </message>
        <message>
            <source>TaskRouter has not answered. The caller ID that was known last is shown.</source>
            <translation>TaskRouter n'a pas répondu. Le dernier numéro présenté connu est affiché.</translation>
        </message>
        <message>
            <source>TaskRouter; optional.</source>
            <translation>TaskRouter ; facultatif.</translation>
        </message>
        <message>
            <source>Tell whoever runs your company's token URL.</source>
            <translation>Prévenez la personne qui gère l’URL de jetons de votre entreprise.</translation>
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
            <translation>Thaïlande</translation>
        </message>
        <message>
            <source>That call is over already.</source>
            <translation>Cet appel est déjà terminé.</translation>
        </message>
        <message>
            <source>That caller ID is on a do-not-originate list.</source>
            <translation>Ce numéro présenté est sur une liste de numéros interdits à l’émission d’appels.</translation>
        </message>
        <message>
            <source>That is a premium number, and Twilio does not call it.</source>
            <translation>C’est un numéro surtaxé, et Twilio ne l’appelle pas.</translation>
        </message>
        <message>
            <source>That is not a number that can be called.</source>
            <translation>Ce n’est pas un numéro qui peut être appelé.</translation>
        </message>
        <message>
            <source>That is the SID of something else, not of a Twilio account.</source>
            <translation>Ce SID est celui d'autre chose, pas d'un compte Twilio.</translation>
        </message>
        <message>
            <source>That is the customer's own number.</source>
            <translation>C’est le numéro du client lui-même.</translation>
        </message>
        <message>
            <source>That is the number shown for this call.</source>
            <translation>C’est le numéro présenté pour cet appel.</translation>
        </message>
        <message>
            <source>That is your own phone.</source>
            <translation>C’est votre propre téléphone.</translation>
        </message>
        <message>
            <source>That leg is being called already.</source>
            <translation>Cette branche de l’appel est déjà en cours d’appel.</translation>
        </message>
        <message>
            <source>That number cannot be reached.</source>
            <translation>Ce numéro n’est pas joignable.</translation>
        </message>
        <message>
            <source>That number is not complete: it needs + and the country code.</source>
            <translation>Ce numéro n’est pas complet : il faut + et l’indicatif du pays.</translation>
        </message>
        <message>
            <source>That number is not valid or not supported.</source>
            <translation>Ce numéro n’est pas valide ou n’est pas pris en charge.</translation>
        </message>
        <message>
            <source>That number's country is not known.</source>
            <translation>Le pays de ce numéro n’est pas connu.</translation>
        </message>
        <message>
            <source>That time is over already.</source>
            <translation>Ce moment est déjà passé.</translation>
        </message>
        <message>
            <source>The API key does not open the account {account_sid}.</source>
            <translation>La clé API ne donne pas accès au compte {account_sid}.</translation>
        </message>
        <message>
            <source>The API key may not do this.</source>
            <translation>La clé API n’a pas ce droit.</translation>
        </message>
        <message>
            <source>The API key's secret is missing.</source>
            <translation>Il manque le secret de la clé API.</translation>
        </message>
        <message>
            <source>The TaskRouter workspace is not set (twilio.workspace_sid), so your choice stays on this machine and supervisors cannot change it.</source>
            <translation>Le workspace TaskRouter n’est pas défini (twilio.workspace_sid), votre choix reste donc sur cette machine et les superviseurs ne peuvent pas le modifier.</translation>
        </message>
        <message>
            <source>The TaskRouter workspace is not set. Put workspace_sid under [locked.twilio] in the settings file, and give the API key the permission to read and update workers.</source>
            <translation>Le workspace TaskRouter n’est pas défini. Mettez workspace_sid sous [locked.twilio] dans le fichier de paramètres, et donnez à la clé API l’autorisation de lire et de mettre à jour les workers.</translation>
        </message>
        <message>
            <source>The Twilio account does not exist.</source>
            <translation>Le compte Twilio n’existe pas.</translation>
        </message>
        <message>
            <source>The Twilio account is not active or has run out of funds.</source>
            <translation>Le compte Twilio n’est pas actif ou n’a plus de crédit.</translation>
        </message>
        <message>
            <source>The Twilio account is not active.</source>
            <translation>Le compte Twilio n’est pas actif.</translation>
        </message>
        <message>
            <source>The Twilio account is not valid or not active.</source>
            <translation>Le compte Twilio n’est pas valide ou n’est pas actif.</translation>
        </message>
        <message>
            <source>The Twilio account is suspended.</source>
            <translation>Le compte Twilio est suspendu.</translation>
        </message>
        <message>
            <source>The Twilio account may not do this at present.</source>
            <translation>Le compte Twilio ne peut pas faire cela pour le moment.</translation>
        </message>
        <message>
            <source>The account SID begins with AC; the key's, with SK, has a field of its own.</source>
            <translation>Le SID du compte commence par AC ; celui de la clé, avec SK, a son propre champ.</translation>
        </message>
        <message>
            <source>The account does not have it any more.</source>
            <translation>Le compte ne le possède plus.</translation>
        </message>
        <message>
            <source>The account has as many calls as it may have at once.</source>
            <translation>Le compte a atteint sa limite d’appels simultanés.</translation>
        </message>
        <message>
            <source>The account has as many conferences as it may have at once.</source>
            <translation>Le compte a atteint sa limite de conférences simultanées.</translation>
        </message>
        <message>
            <source>The account has no number that can carry a call</source>
            <translation>Le compte n’a aucun numéro qui puisse passer un appel</translation>
        </message>
        <message>
            <source>The account has no numbers yet.</source>
            <translation>Le compte n’a pas encore de numéros.</translation>
        </message>
        <message>
            <source>The account has no toll-free number</source>
            <translation>Le compte n’a pas de numéro gratuit</translation>
        </message>
        <message>
            <source>The account's first number that may be shown</source>
            <translation>Le premier numéro du compte qui peut être affiché</translation>
        </message>
        <message>
            <source>The account's first toll-free number that may be shown</source>
            <translation>Le premier numéro gratuit du compte qui peut être affiché</translation>
        </message>
        <message>
            <source>The agent (Customized)</source>
            <translation>L’agent (Personnalisé)</translation>
        </message>
        <message>
            <source>The agent may leave the choice to the rules.</source>
            <translation>L’agent peut laisser le choix aux règles.</translation>
        </message>
        <message>
            <source>The answer was larger than any of Twilio's, so it was not read.</source>
            <translation>La réponse était plus grande qu'aucune de Twilio ; elle n'a pas été lue.</translation>
        </message>
        <message>
            <source>The call in progress keeps its number.</source>
            <translation>L’appel en cours garde son numéro.</translation>
        </message>
        <message>
            <source>The call is not written down yet. {problem}</source>
            <translation>L'appel n'est pas encore noté. {problem}</translation>
        </message>
        <message>
            <source>The call is over already.</source>
            <translation>L’appel est déjà terminé.</translation>
        </message>
        <message>
            <source>The call is over.</source>
            <translation>L’appel est terminé.</translation>
        </message>
        <message>
            <source>The call itself goes on. It is written down as soon as that works.</source>
            <translation>L'appel continue. Il sera noté dès que possible.</translation>
        </message>
        <message>
            <source>The call was blocked by the rules of that region.</source>
            <translation>L’appel a été bloqué par les règles de cette région.</translation>
        </message>
        <message>
            <source>The call's application could not be used by Twilio.</source>
            <translation>Twilio n’a pas pu utiliser l’application de l’appel.</translation>
        </message>
        <message>
            <source>The call's instructions are too long.</source>
            <translation>Les instructions de l’appel sont trop longues.</translation>
        </message>
        <message>
            <source>The call's instructions could not be used by Twilio.</source>
            <translation>Twilio n’a pas pu utiliser les instructions de l’appel.</translation>
        </message>
        <message>
            <source>The card that begins here has no end.</source>
            <translation>La carte qui commence ici n’a pas de fin.</translation>
        </message>
        <message>
            <source>The certificate of {server} is not trusted.</source>
            <translation>Le certificat de {server} n’est pas approuvé.</translation>
        </message>
        <message>
            <source>The certificate that came is not one that this computer trusts, so nothing was sent.</source>
            <translation>Cet ordinateur ne fait pas confiance au certificat reçu ; rien n'a été envoyé.</translation>
        </message>
        <message>
            <source>The company's settings file has a mistake and was never read without one: what is right in it counts. {problem}</source>
            <translation>Le fichier de paramètres de l’entreprise contient une erreur et n’a jamais été lu sans erreur : ce qui y est correct s’applique. {problem}</translation>
        </message>
        <message>
            <source>The company's settings file has a mistake, so its last good copy counts. {problem}</source>
            <translation>Le fichier de paramètres de l’entreprise contient une erreur, sa dernière copie correcte s’applique donc. {problem}</translation>
        </message>
        <message>
            <source>The company's settings file {file} is gone, so its last good copy counts.</source>
            <translation>Le fichier de paramètres de l’entreprise {file} a disparu, sa dernière copie correcte s’applique donc.</translation>
        </message>
        <message>
            <source>The conference is full.</source>
            <translation>La conférence est complète.</translation>
        </message>
        <message>
            <source>The connection was lost during the call, and its sound with it.</source>
            <translation>La connexion a été perdue pendant l’appel, et le son avec elle.</translation>
        </message>
        <message>
            <source>The customer is on hold.</source>
            <translation>Le client est en attente.</translation>
        </message>
        <message>
            <source>The customer is on hold: take them off hold.</source>
            <translation>Le client est en attente : reprenez l’appel.</translation>
        </message>
        <message>
            <source>The customer is still with you.</source>
            <translation>Le client est toujours avec vous.</translation>
        </message>
        <message>
            <source>The customer's carrier blocked the call because of the caller ID's reputation.</source>
            <translation>L’opérateur du client a bloqué l’appel à cause de la réputation du numéro présenté.</translation>
        </message>
        <message>
            <source>The line's access token has expired.</source>
            <translation>Le jeton d’accès de la ligne a expiré.</translation>
        </message>
        <message>
            <source>The link has no number in it.</source>
            <translation>Le lien ne contient aucun numéro.</translation>
        </message>
        <message>
            <source>The link is too long for a telephone number.</source>
            <translation>Le lien est trop long pour un numéro de téléphone.</translation>
        </message>
        <message>
            <source>The log names it. On Debian and Ubuntu, packaging/prepare.sh system installs them all.</source>
            <translation>Le journal indique laquelle. Sous Debian et Ubuntu, packaging/prepare.sh system les installe toutes.</translation>
        </message>
        <message>
            <source>The microphone is in use by another program, or does not answer.</source>
            <translation>Le microphone est utilisé par un autre programme, ou ne répond pas.</translation>
        </message>
        <message>
            <source>The number called and the number shown are the same.</source>
            <translation>Le numéro appelé et le numéro présenté sont les mêmes.</translation>
        </message>
        <message>
            <source>The number called has no area code</source>
            <translation>Le numéro appelé n’a pas d’indicatif régional</translation>
        </message>
        <message>
            <source>The number called has no country</source>
            <translation>Le numéro appelé n’a pas de pays</translation>
        </message>
        <message>
            <source>The number to show; the only one where it is locked.</source>
            <translation>Le numéro à présenter ; le seul possible s’il est verrouillé.</translation>
        </message>
        <message>
            <source>The only number that could be shown is the one being called.</source>
            <translation>Le seul numéro qui pourrait être présenté est le numéro appelé.</translation>
        </message>
        <message>
            <source>The program for links could not be changed: {problem}.</source>
            <translation>Le programme pour les liens n’a pas pu être modifié : {problem}.</translation>
        </message>
        <message>
            <source>The proxy asks for a name and a password, or does not accept those it got.</source>
            <translation>Le proxy demande un nom et un mot de passe, ou refuse ceux reçus.</translation>
        </message>
        <message>
            <source>The proxy does not answer.</source>
            <translation>Le proxy ne répond pas.</translation>
        </message>
        <message>
            <source>The proxy does not let this computer connect to Twilio.</source>
            <translation>Le proxy ne laisse pas cet ordinateur se connecter à Twilio.</translation>
        </message>
        <message>
            <source>The proxy in HTTPS_PROXY or ALL_PROXY cannot be used.</source>
            <translation>Le proxy de HTTPS_PROXY ou ALL_PROXY n'est pas utilisable.</translation>
        </message>
        <message>
            <source>The proxy wants a Windows sign-in ({scheme}), which this program does not speak.</source>
            <translation>Le proxy veut une connexion Windows ({scheme}), que ce programme ne connaît pas.</translation>
        </message>
        <message>
            <source>The report could not be written to {path}: {error}.</source>
            <translation>Le rapport n’a pas pu être écrit dans {path} : {error}.</translation>
        </message>
        <message>
            <source>The rules (Automated)</source>
            <translation>Les règles (Automatisé)</translation>
        </message>
        <message>
            <source>The settings file gives {agent} {number} alone.</source>
            <translation>Le fichier de paramètres donne à {agent} uniquement {number}.</translation>
        </message>
        <message>
            <source>The settings file sets Automated for {agent}: the rules choose.</source>
            <translation>Le fichier de paramètres impose le mode Automatisé à {agent} : les règles choisissent.</translation>
        </message>
        <message>
            <source>The sound arrives unevenly.</source>
            <translation>Le son arrive de façon irrégulière.</translation>
        </message>
        <message>
            <source>The sound cannot get through the network.</source>
            <translation>Le son ne passe pas à travers le réseau.</translation>
        </message>
        <message>
            <source>The sound is not clear.</source>
            <translation>Le son n’est pas clair.</translation>
        </message>
        <message>
            <source>The sound takes long to arrive.</source>
            <translation>Le son met longtemps à arriver.</translation>
        </message>
        <message>
            <source>The system does not let this app use the microphone.</source>
            <translation>Le système ne permet pas à cette application d’utiliser le microphone.</translation>
        </message>
        <message>
            <source>The system's keyring could not be opened.</source>
            <translation>Le trousseau du système n’a pas pu être ouvert.</translation>
        </message>
        <message>
            <source>The text is too long.</source>
            <translation>Le texte est trop long.</translation>
        </message>
        <message>
            <source>The time that {by} set is over: the company's settings decide again.</source>
            <translation>Le délai défini par {by} est écoulé : les paramètres de l’entreprise décident à nouveau.</translation>
        </message>
        <message>
            <source>The time that {by} set is over: your caller ID is {caller_id} again.</source>
            <translation>Le délai défini par {by} est écoulé : votre numéro présenté est à nouveau {caller_id}.</translation>
        </message>
        <message>
            <source>The token URL does not start with https://.</source>
            <translation>L’URL de jetons ne commence pas par https://.</translation>
        </message>
        <message>
            <source>The token URL gives tokens that live too long.</source>
            <translation>L’URL de jetons fournit des jetons dont la durée de vie est trop longue.</translation>
        </message>
        <message>
            <source>There are several numbers: {numbers} and {count} more.</source>
            <translation>Il y a plusieurs numéros : {numbers} et {count} de plus.</translation>
        </message>
        <message>
            <source>There are several numbers: {numbers}.</source>
            <translation>Il y a plusieurs numéros : {numbers}.</translation>
        </message>
        <message>
            <source>There is no microphone.</source>
            <translation>Il n’y a pas de microphone.</translation>
        </message>
        <message>
            <source>There is no number to show for this call.</source>
            <translation>Il n’y a pas de numéro à présenter pour cet appel.</translation>
        </message>
        <message>
            <source>There is no telephone number.</source>
            <translation>Il n’y a pas de numéro de téléphone.</translation>
        </message>
        <message>
            <source>There is {lacking}.</source>
            <translation>Motif : {lacking}.</translation>
        </message>
        <message>
            <source>This account may not call that country or kind of number.</source>
            <translation>Ce compte ne peut pas appeler ce pays ou ce type de numéro.</translation>
        </message>
        <message>
            <source>This line cannot be read.</source>
            <translation>Cette ligne ne peut pas être lue.</translation>
        </message>
        <message>
            <source>This machine has no keyring that can be used, so the key is kept for this session only. Install one (GNOME Keyring, KWallet) to stay signed in.</source>
            <translation>Cette machine n’a pas de trousseau utilisable, la clé n’est donc conservée que pour cette session. Installez-en un (GNOME Keyring, KWallet) pour conserver la connexion.</translation>
        </message>
        <message>
            <source>This softphone was built without Twilio's Voice SDK, so it has no audio.</source>
            <translation>Ce softphone a été compilé sans le Voice SDK de Twilio, il n’a donc pas d’audio.</translation>
        </message>
        <message>
            <source>This works once the customer has answered.</source>
            <translation>Possible une fois que le client a répondu.</translation>
        </message>
        <message>
            <source>This works once the other person has answered.</source>
            <translation>Possible une fois que l’autre personne a répondu.</translation>
        </message>
        <message>
            <source>This works once you have answered.</source>
            <translation>Possible une fois que vous avez répondu.</translation>
        </message>
        <message>
            <source>Timor-Leste</source>
            <translation>Timor oriental</translation>
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
            <translation>URL de jetons</translation>
        </message>
        <message>
            <source>Toll-free</source>
            <translation>Gratuit</translation>
        </message>
        <message>
            <source>Toll-free, {country}</source>
            <translation>Gratuit, {country}</translation>
        </message>
        <message>
            <source>Tonga</source>
            <translation>Tonga</translation>
        </message>
        <message>
            <source>Trinidad &amp; Tobago</source>
            <translation>Trinité-et-Tobago</translation>
        </message>
        <message>
            <source>Tristan da Cunha</source>
            <translation>Tristan da Cunha</translation>
        </message>
        <message>
            <source>Try again.</source>
            <translation>Réessayez.</translation>
        </message>
        <message>
            <source>Try again. If it goes on, tell the person who manages your Twilio account.</source>
            <translation>Réessayez. Si cela continue, prévenez la personne qui gère votre compte Twilio.</translation>
        </message>
        <message>
            <source>Tunisia</source>
            <translation>Tunisie</translation>
        </message>
        <message>
            <source>Turkmenistan</source>
            <translation>Turkménistan</translation>
        </message>
        <message>
            <source>Turks &amp; Caicos Islands</source>
            <translation>Îles Turques-et-Caïques</translation>
        </message>
        <message>
            <source>Turn it off if your headset does that already.</source>
            <translation>Désactivez-le si votre casque le fait déjà.</translation>
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
            <translation>Twilio bloque les appels vers ce numéro.</translation>
        </message>
        <message>
            <source>Twilio cannot be reached.</source>
            <translation>Twilio est injoignable.</translation>
        </message>
        <message>
            <source>Twilio did not accept the API key in its region {region}.</source>
            <translation>Twilio n'a pas accepté la clé d'API dans sa région {region}.</translation>
        </message>
        <message>
            <source>Twilio did not accept the API key.</source>
            <translation>Twilio n’a pas accepté la clé API.</translation>
        </message>
        <message>
            <source>Twilio did not accept the line's access token.</source>
            <translation>Twilio n’a pas accepté le jeton d’accès de la ligne.</translation>
        </message>
        <message>
            <source>Twilio did not say which version of the worker this is.</source>
            <translation>Twilio n’a pas indiqué de quelle version du worker il s’agit.</translation>
        </message>
        <message>
            <source>Twilio does not accept that caller ID for this call.</source>
            <translation>Twilio n'accepte pas ce numéro présenté pour cet appel.</translation>
        </message>
        <message>
            <source>Twilio does not accept that caller ID.</source>
            <translation>Twilio n’accepte pas ce numéro présenté.</translation>
        </message>
        <message>
            <source>Twilio does not know this account.</source>
            <translation>Twilio ne connaît pas ce compte.</translation>
        </message>
        <message>
            <source>Twilio does not know this call any more, so nobody can tell how it ended.</source>
            <translation>Twilio ne connaît plus cet appel ; on ne sait pas comment il s'est terminé.</translation>
        </message>
        <message>
            <source>Twilio does not know what was asked for.</source>
            <translation>Twilio ne connaît pas ce qui a été demandé.</translation>
        </message>
        <message>
            <source>Twilio does not let this account show that caller ID.</source>
            <translation>Twilio ne permet pas à ce compte d’utiliser ce numéro présenté.</translation>
        </message>
        <message>
            <source>Twilio does not let this call show that caller ID.</source>
            <translation>Twilio ne permet pas à cet appel d’utiliser ce numéro présenté.</translation>
        </message>
        <message>
            <source>Twilio does not offer what was asked for.</source>
            <translation>Twilio ne propose pas ce qui a été demandé.</translation>
        </message>
        <message>
            <source>Twilio does not take that as a number to call.</source>
            <translation>Twilio n’accepte pas cela comme numéro à appeler.</translation>
        </message>
        <message>
            <source>Twilio had an error of its own.</source>
            <translation>Twilio a rencontré une erreur interne.</translation>
        </message>
        <message>
            <source>Twilio has not put {who} in charge of the call.</source>
            <translation>Twilio n'a pas confié l'appel à {who}.</translation>
        </message>
        <message>
            <source>Twilio is not available at the moment.</source>
            <translation>Twilio n’est pas disponible pour le moment.</translation>
        </message>
        <message>
            <source>Twilio is taking too many requests of this account.</source>
            <translation>Twilio reçoit trop de requêtes de ce compte.</translation>
        </message>
        <message>
            <source>Twilio refused it as a caller ID: it is not valid.</source>
            <translation>Twilio l’a refusé comme numéro présenté : il n’est pas valide.</translation>
        </message>
        <message>
            <source>Twilio refused it as a caller ID: it is on a do-not-originate list.</source>
            <translation>Twilio l’a refusé comme numéro présenté : il est sur une liste de numéros interdits à l’émission d’appels.</translation>
        </message>
        <message>
            <source>Twilio refused it as a caller ID: this account may not show it.</source>
            <translation>Twilio l’a refusé comme numéro présenté : ce compte ne peut pas le présenter.</translation>
        </message>
        <message>
            <source>Twilio refused, without saying why (HTTP {status}).</source>
            <translation>Twilio a refusé sans dire pourquoi (HTTP {status}).</translation>
        </message>
        <message>
            <source>Twilio refused: {message} (code {code}).</source>
            <translation>Twilio a refusé : {message} (code {code}).</translation>
        </message>
        <message>
            <source>Twilio reported an error on your line (code {code}).</source>
            <translation>Twilio a signalé une erreur sur votre ligne (code {code}).</translation>
        </message>
        <message>
            <source>Twilio shows it once, when the key is made; without it, make a new key.</source>
            <translation>Twilio le montre une seule fois, à la création de la clé ; sans lui, créez une nouvelle clé.</translation>
        </message>
        <message>
            <source>Twilio's address could not be looked up (DNS).</source>
            <translation>L'adresse de Twilio n'a pas pu être trouvée (DNS).</translation>
        </message>
        <message>
            <source>Twilio's answer did not arrive or could not be read.</source>
            <translation>La réponse de Twilio n’est pas arrivée ou n’a pas pu être lue.</translation>
        </message>
        <message>
            <source>Twilio's answer did not arrive, so a phone may be ringing.</source>
            <translation>La réponse de Twilio n’est pas arrivée, un téléphone sonne donc peut-être.</translation>
        </message>
        <message>
            <source>Twilio's answer was lost, and it lists no such call to your phone.</source>
            <translation>La réponse de Twilio s'est perdue, et aucun appel vers votre téléphone n'est répertorié.</translation>
        </message>
        <message>
            <source>Twilio's answer was lost, and it lists no such call to {number}.</source>
            <translation>La réponse de Twilio s'est perdue, et aucun appel vers {number} n'est répertorié.</translation>
        </message>
        <message>
            <source>Twilio's page about this code says more.</source>
            <translation>La page de Twilio sur ce code en dit plus.</translation>
        </message>
        <message>
            <source>Twilio's queue of calls is full.</source>
            <translation>La file d’appels de Twilio est pleine.</translation>
        </message>
        <message>
            <source>Twilio's region</source>
            <translation>Région de Twilio</translation>
        </message>
        <message>
            <source>Twilio's voice service cannot be reached.</source>
            <translation>Le service vocal de Twilio est injoignable.</translation>
        </message>
        <message>
            <source>Two letters, such as US. Numbers typed without + are read as numbers of this country.</source>
            <translation>Deux lettres, comme US. Les numéros saisis sans + sont lus comme des numéros de ce pays.</translation>
        </message>
        <message>
            <source>Type a colleague's name, a phone number with its country code, or a SIP address.</source>
            <translation>Saisissez le nom d’un collègue, un numéro de téléphone avec l’indicatif du pays, ou une adresse SIP.</translation>
        </message>
        <message>
            <source>Type it as on a phone, or with + and the country code.</source>
            <translation>Saisissez-le comme sur un téléphone, ou avec + et l’indicatif du pays.</translation>
        </message>
        <message>
            <source>Type or paste a number.</source>
            <translation>Saisissez ou collez un numéro.</translation>
        </message>
        <message>
            <source>Type or paste one.</source>
            <translation>Saisissez-en ou collez-en un.</translation>
        </message>
        <message>
            <source>Type the area code, too.</source>
            <translation>Saisissez aussi l’indicatif régional.</translation>
        </message>
        <message>
            <source>Type the country code and the number, 5 to 15 digits in all.</source>
            <translation>Saisissez l’indicatif du pays et le numéro, 5 à 15 chiffres en tout.</translation>
        </message>
        <message>
            <source>Type the number again.</source>
            <translation>Saisissez à nouveau le numéro.</translation>
        </message>
        <message>
            <source>Type the telephone number alone.</source>
            <translation>Saisissez uniquement le numéro de téléphone.</translation>
        </message>
        <message>
            <source>Türkiye</source>
            <translation>Turquie</translation>
        </message>
        <message>
            <source>U.S. Virgin Islands</source>
            <translation>Îles Vierges des États-Unis</translation>
        </message>
        <message>
            <source>Uganda</source>
            <translation>Ouganda</translation>
        </message>
        <message>
            <source>Ukraine</source>
            <translation>Ukraine</translation>
        </message>
        <message>
            <source>United Arab Emirates</source>
            <translation>Émirats arabes unis</translation>
        </message>
        <message>
            <source>United Kingdom</source>
            <translation>Royaume-Uni</translation>
        </message>
        <message>
            <source>United States</source>
            <translation>États-Unis</translation>
        </message>
        <message>
            <source>United States (US1)</source>
            <translation>États-Unis (US1)</translation>
        </message>
        <message>
            <source>Unlock it, then try again; or sign in for this session.</source>
            <translation>Déverrouillez-le, puis réessayez ; ou connectez-vous pour cette session.</translation>
        </message>
        <message>
            <source>Upgrade the Twilio account, or call a number that is verified in it.</source>
            <translation>Passez à un compte Twilio payant, ou appelez un numéro qui y est vérifié.</translation>
        </message>
        <message>
            <source>Upgrade the Twilio account.</source>
            <translation>Passez à un compte Twilio payant.</translation>
        </message>
        <message>
            <source>Uruguay</source>
            <translation>Uruguay</translation>
        </message>
        <message>
            <source>Use a cable instead of Wi-Fi, or go nearer to the router, and stop large downloads.</source>
            <translation>Utilisez un câble au lieu du Wi-Fi, ou rapprochez-vous du routeur, et arrêtez les gros téléchargements.</translation>
        </message>
        <message>
            <source>Use a telephone or mobile phone, now.</source>
            <translation>Utilisez immédiatement un téléphone fixe ou mobile.</translation>
        </message>
        <message>
            <source>Use a telephone or mobile phone.</source>
            <translation>Utilisez un téléphone fixe ou mobile.</translation>
        </message>
        <message>
            <source>Use digits, * and #; a comma is a short pause.</source>
            <translation>Utilisez des chiffres, * et # ; une virgule est une courte pause.</translation>
        </message>
        <message>
            <source>Use the address that “softphone sandbox” printed: http://127.0.0.1 and a port.</source>
            <translation>Utilisez l’adresse que « softphone sandbox » a affichée : http://127.0.0.1 et un port.</translation>
        </message>
        <message>
            <source>Used from the next start.</source>
            <translation>Prend effet au prochain démarrage.</translation>
        </message>
        <message>
            <source>Utah</source>
            <translation>Utah</translation>
        </message>
        <message>
            <source>Uzbekistan</source>
            <translation>Ouzbékistan</translation>
        </message>
        <message>
            <source>Vanuatu</source>
            <translation>Vanuatu</translation>
        </message>
        <message>
            <source>Vatican City</source>
            <translation>État de la Cité du Vatican</translation>
        </message>
        <message>
            <source>Venezuela</source>
            <translation>Venezuela</translation>
        </message>
        <message>
            <source>Verified numbers are not shown here.</source>
            <translation>Les numéros vérifiés ne sont pas présentés ici.</translation>
        </message>
        <message>
            <source>Vermont</source>
            <translation>Vermont</translation>
        </message>
        <message>
            <source>Vietnam</source>
            <translation>Viêt Nam</translation>
        </message>
        <message>
            <source>Virginia</source>
            <translation>Virginie</translation>
        </message>
        <message>
            <source>Volume</source>
            <translation>Volume</translation>
        </message>
        <message>
            <source>Wait a little, then call again.</source>
            <translation>Attendez un peu, puis rappelez.</translation>
        </message>
        <message>
            <source>Wait a moment and try again, or end it and start it anew.</source>
            <translation>Attendez un instant et réessayez, ou arrêtez-le et relancez-le.</translation>
        </message>
        <message>
            <source>Wait for it to answer.</source>
            <translation>Attendez qu’elle réponde.</translation>
        </message>
        <message>
            <source>Wallis &amp; Futuna</source>
            <translation>Wallis-et-Futuna</translation>
        </message>
        <message>
            <source>Washington</source>
            <translation>Washington</translation>
        </message>
        <message>
            <source>West Virginia</source>
            <translation>Virginie-Occidentale</translation>
        </message>
        <message>
            <source>Western Sahara</source>
            <translation>Sahara occidental</translation>
        </message>
        <message>
            <source>What Twilio keeps about {name} cannot be read.</source>
            <translation>Ce que Twilio conserve sur {name} ne peut pas être lu.</translation>
        </message>
        <message>
            <source>What {server} answered is not an access token.</source>
            <translation>Ce que {server} a répondu n’est pas un jeton d’accès.</translation>
        </message>
        <message>
            <source>Where other incoming calls ring; it need not be your headset.</source>
            <translation>Là où sonnent les autres appels entrants ; ce n’est pas forcément votre casque.</translation>
        </message>
        <message>
            <source>Where several numbers fit equally, the one of the last conversation with this person is shown.</source>
            <translation>Quand plusieurs numéros conviennent également, celui de la dernière conversation avec cette personne est affiché.</translation>
        </message>
        <message>
            <source>Where the account is processed; the API key must have been made in that region.</source>
            <translation>Où le compte est traité ; la clé d'API doit avoir été créée dans cette région.</translation>
        </message>
        <message>
            <source>Where the app gets access tokens for audio, if agents have no standard API key. https only.</source>
            <translation>D’où l’application obtient les jetons d’accès pour l’audio, si les agents n’ont pas de clé API standard. https seulement.</translation>
        </message>
        <message>
            <source>Where you hear the customer.</source>
            <translation>Là où vous entendez le client.</translation>
        </message>
        <message>
            <source>Which numbers the rules may take when none of the agent's ring groups fits.</source>
            <translation>Les numéros que les règles peuvent prendre quand aucun des groupes d’appel de l’agent ne convient.</translation>
        </message>
        <message>
            <source>Who chooses the caller ID</source>
            <translation>Qui choisit le numéro présenté</translation>
        </message>
        <message>
            <source>Window</source>
            <translation>Fenêtre</translation>
        </message>
        <message>
            <source>Wisconsin</source>
            <translation>Wisconsin</translation>
        </message>
        <message>
            <source>With the timer and Hang up, over other windows, while this one is hidden or minimised.</source>
            <translation>Avec le chronomètre et Raccrocher, par-dessus les autres fenêtres, quand celle-ci est masquée ou réduite.</translation>
        </message>
        <message>
            <source>Without the {digits} in front.</source>
            <translation>Sans le {digits} du début.</translation>
        </message>
        <message>
            <source>Workspace SID</source>
            <translation>SID du workspace</translation>
        </message>
        <message>
            <source>Wyoming</source>
            <translation>Wyoming</translation>
        </message>
        <message>
            <source>Yemen</source>
            <translation>Yémen</translation>
        </message>
        <message>
            <source>Yes</source>
            <translation>Oui</translation>
        </message>
        <message>
            <source>You</source>
            <translation>Vous</translation>
        </message>
        <message>
            <source>You answered</source>
            <translation>Vous avez répondu</translation>
        </message>
        <message>
            <source>You are in no ring group, and only your own groups' numbers may be shown.</source>
            <translation>Vous n’êtes dans aucun groupe d’appel, et seuls les numéros de vos propres groupes peuvent être présentés.</translation>
        </message>
        <message>
            <source>You are still in the call. Try again, or stay.</source>
            <translation>Vous êtes toujours dans l'appel. Réessayez, ou restez.</translation>
        </message>
        <message>
            <source>You called {number} {seconds} s ago.</source>
            <translation>Vous avez appelé {number} il y a {seconds} s.</translation>
        </message>
        <message>
            <source>You can call with this line, but it is not at its best.</source>
            <translation>Vous pouvez appeler avec cette ligne, mais elle n’est pas à son meilleur.</translation>
        </message>
        <message>
            <source>You hung up</source>
            <translation>Vous avez raccroché</translation>
        </message>
        <message>
            <source>Your caller ID has just been changed.</source>
            <translation>Votre numéro présenté vient d’être modifié.</translation>
        </message>
        <message>
            <source>Your caller ID is not set by anybody any more: the company's settings decide.</source>
            <translation>Votre numéro présenté n’est plus défini par personne : les paramètres de l’entreprise décident.</translation>
        </message>
        <message>
            <source>Your caller ID is now {caller_id} (you, {time}).</source>
            <translation>Votre numéro présenté est maintenant {caller_id} (vous, {time}).</translation>
        </message>
        <message>
            <source>Your caller ID is now {caller_id} ({by}, {time}).</source>
            <translation>Votre numéro présenté est maintenant {caller_id} ({by}, {time}).</translation>
        </message>
        <message>
            <source>Your caller ID is now {caller_id} ({by}, {time}: {why}).</source>
            <translation>Votre numéro présenté est maintenant {caller_id} ({by}, {time} : {why}).</translation>
        </message>
        <message>
            <source>Your caller ID is set by {name}.</source>
            <translation>Votre numéro présenté est défini par {name}.</translation>
        </message>
        <message>
            <source>Your line is fine.</source>
            <translation>Votre ligne fonctionne bien.</translation>
        </message>
        <message>
            <source>Your line is not connected to Twilio.</source>
            <translation>Votre ligne n’est pas connectée à Twilio.</translation>
        </message>
        <message>
            <source>Your line is ready.</source>
            <translation>Votre ligne est prête.</translation>
        </message>
        <message>
            <source>Your line is reconnecting…</source>
            <translation>Votre ligne se reconnecte…</translation>
        </message>
        <message>
            <source>Your line is starting…</source>
            <translation>Votre ligne démarre…</translation>
        </message>
        <message>
            <source>Your name</source>
            <translation>Votre nom</translation>
        </message>
        <message>
            <source>Your name cannot be used for a line.</source>
            <translation>Votre nom ne peut pas être utilisé pour une ligne.</translation>
        </message>
        <message>
            <source>Your own phone sends the tones: press the keys on it.</source>
            <translation>Votre propre téléphone envoie les tonalités : appuyez sur ses touches.</translation>
        </message>
        <message>
            <source>Your phone could not be reached</source>
            <translation>Votre téléphone n’a pas pu être joint</translation>
        </message>
        <message>
            <source>Your phone hung up</source>
            <translation>Votre téléphone a raccroché</translation>
        </message>
        <message>
            <source>Your phone is busy</source>
            <translation>Votre téléphone est occupé</translation>
        </message>
        <message>
            <source>Your phone may be ringing</source>
            <translation>Votre téléphone sonne peut-être</translation>
        </message>
        <message>
            <source>Your phone may be ringing; it is hung up once it is found</source>
            <translation>Votre téléphone sonne peut-être ; il sera raccroché dès qu’il sera trouvé</translation>
        </message>
        <message>
            <source>Your phone rings at</source>
            <translation>Votre téléphone sonne à</translation>
        </message>
        <message>
            <source>Your phone stopped ringing</source>
            <translation>Votre téléphone a cessé de sonner</translation>
        </message>
        <message>
            <source>Your phone was not answered</source>
            <translation>Votre téléphone n’a pas été décroché</translation>
        </message>
        <message>
            <source>Your phone was not rung</source>
            <translation>Votre téléphone n’a pas été appelé</translation>
        </message>
        <message>
            <source>Your ring groups have no local number</source>
            <translation>Vos groupes d’appel n’ont pas de numéro local</translation>
        </message>
        <message>
            <source>Your ring groups have no number for this call, and others may not be shown.</source>
            <translation>Vos groupes d’appel n’ont pas de numéro pour cet appel, et d’autres ne peuvent pas être présentés.</translation>
        </message>
        <message>
            <source>Your ring groups have no toll-free number for {country}</source>
            <translation>Vos groupes d’appel n’ont pas de numéro gratuit pour ce pays : {country}</translation>
        </message>
        <message>
            <source>Your toll-free number for {country}</source>
            <translation>Votre numéro gratuit pour ce pays : {country}</translation>
        </message>
        <message>
            <source>Yukon</source>
            <translation>Yukon</translation>
        </message>
        <message>
            <source>Zambia</source>
            <translation>Zambie</translation>
        </message>
        <message>
            <source>Zimbabwe</source>
            <translation>Zimbabwe</translation>
        </message>
        <message>
            <source>a SIP address ("sip:ana@acme.example"), a phone number ("+1…") or "client:" and a name</source>
            <translation>une adresse SIP ("sip:ana@acme.example"), un numéro de téléphone ("+1…") ou "client:" suivi d’un nom</translation>
        </message>
        <message>
            <source>a country code of two letters, such as "US"</source>
            <translation>un code de pays à deux lettres, comme "US"</translation>
        </message>
        <message>
            <source>a name of up to 64 letters, digits, blanks or . @ + - _</source>
            <translation>un nom d’au plus 64 lettres, chiffres, espaces ou . @ + - _</translation>
        </message>
        <message>
            <source>a number in E.164, such as "+14155550123"</source>
            <translation>un numéro au format E.164, comme "+14155550123"</translation>
        </message>
        <message>
            <source>a whole number from "0" to "100"</source>
            <translation>un nombre entier de "0" à "100"</translation>
        </message>
        <message>
            <source>an address that starts with "https://", or nothing</source>
            <translation>une adresse qui commence par "https://", ou rien</translation>
        </message>
        <message>
            <source>an identifier that starts with "{prefix}"</source>
            <translation>un identifiant qui commence par "{prefix}"</translation>
        </message>
        <message>
            <source>another number was chosen</source>
            <translation>un autre numéro a été choisi</translation>
        </message>
        <message>
            <source>busy</source>
            <translation>occupé</translation>
        </message>
        <message>
            <source>call ended</source>
            <translation>appel terminé</translation>
        </message>
        <message>
            <source>calling {number}…</source>
            <translation>appel de {number}…</translation>
        </message>
        <message>
            <source>calling {who}…</source>
            <translation>appel vers {who}…</translation>
        </message>
        <message>
            <source>cancelled</source>
            <translation>annulé</translation>
        </message>
        <message>
            <source>cannot carry calls</source>
            <translation>ne peut pas passer d’appels</translation>
        </message>
        <message>
            <source>connected</source>
            <translation>en communication</translation>
        </message>
        <message>
            <source>failed</source>
            <translation>échec</translation>
        </message>
        <message>
            <source>fits as well, but comes later in the account</source>
            <translation>convient aussi, mais vient plus loin dans le compte</translation>
        </message>
        <message>
            <source>fits as well, but this person was last connected with the number chosen</source>
            <translation>convient aussi, mais cette personne a été jointe en dernier avec le numéro choisi</translation>
        </message>
        <message>
            <source>handed over</source>
            <translation>transféré</translation>
        </message>
        <message>
            <source>hanging up {number}…</source>
            <translation>fin de l’appel avec {number}…</translation>
        </message>
        <message>
            <source>has another country code than the number called</source>
            <translation>a un autre indicatif de pays que le numéro appelé</translation>
        </message>
        <message>
            <source>has area code {theirs}, not {wanted}</source>
            <translation>a l’indicatif régional {theirs}, pas {wanted}</translation>
        </message>
        <message>
            <source>hours such as "21:00-08:00", or nothing</source>
            <translation>des heures comme "21:00-08:00", ou rien</translation>
        </message>
        <message>
            <source>in progress</source>
            <translation>en cours</translation>
        </message>
        <message>
            <source>is farther away: {place}</source>
            <translation>est plus éloigné : {place}</translation>
        </message>
        <message>
            <source>is not in {state}</source>
            <translation>n’est pas dans cet État : {state}</translation>
        </message>
        <message>
            <source>is only verified, not owned; automatic choice leaves those out</source>
            <translation>est seulement vérifié, pas détenu ; le choix automatique écarte ces numéros</translation>
        </message>
        <message>
            <source>is set to receive fax</source>
            <translation>est configuré pour recevoir des fax</translation>
        </message>
        <message>
            <source>is the number being called</source>
            <translation>est le numéro appelé</translation>
        </message>
        <message>
            <source>is toll-free: local numbers come first</source>
            <translation>est gratuit : les numéros locaux passent d’abord</translation>
        </message>
        <message>
            <source>is your dedicated line: it is not chosen automatically</source>
            <translation>est votre ligne dédiée : elle n’est pas choisie automatiquement</translation>
        </message>
        <message>
            <source>is {owner}'s dedicated line</source>
            <translation>est la ligne dédiée à {owner}</translation>
        </message>
        <message>
            <source>may have rung</source>
            <translation>a peut-être sonné</translation>
        </message>
        <message>
            <source>no answer</source>
            <translation>sans réponse</translation>
        </message>
        <message>
            <source>no ring group in common: it is in {its}, you are in {yours}</source>
            <translation>aucun groupe d’appel en commun : le numéro est dans {its}, vous êtes dans {yours}</translation>
        </message>
        <message>
            <source>no ring group in common: it is in {its}, {agent} is in {theirs}</source>
            <translation>aucun groupe d’appel en commun : le numéro est dans {its}, {agent} est dans {theirs}</translation>
        </message>
        <message>
            <source>nobody knows whether {number} rang</source>
            <translation>on ne sait pas si {number} a sonné</translation>
        </message>
        <message>
            <source>nobody knows whether {who} rang</source>
            <translation>on ne sait pas si le téléphone de {who} a sonné</translation>
        </message>
        <message>
            <source>none</source>
            <translation>aucun</translation>
        </message>
        <message>
            <source>nothing</source>
            <translation>aucun</translation>
        </message>
        <message>
            <source>tel:, callto: and sip: links now open here. Written: {entry} and {choices}.</source>
            <translation>Les liens tel:, callto: et sip: s’ouvrent maintenant ici. Écrits : {entry} et {choices}.</translation>
        </message>
        <message>
            <source>the name of a device, or nothing</source>
            <translation>le nom d’un appareil, ou rien</translation>
        </message>
        <message>
            <source>true or false</source>
            <translation>true ou false</translation>
        </message>
        <message>
            <source>undo</source>
            <translation>annulation</translation>
        </message>
        <message>
            <source>waiting in Twilio's queue: about {seconds} s</source>
            <translation>dans la file d'attente de Twilio : environ {seconds} s</translation>
        </message>
        <message>
            <source>was refused by Twilio as a caller ID lately</source>
            <translation>a été refusé récemment par Twilio comme numéro présenté</translation>
        </message>
        <message>
            <source>your company</source>
            <translation>votre entreprise</translation>
        </message>
        <message>
            <source>your phone did not answer</source>
            <translation>votre téléphone n’a pas répondu</translation>
        </message>
        <message>
            <source>{by} changed it to {caller_id} since ({time}).</source>
            <translation>{by} l’a modifié depuis en {caller_id} ({time}).</translation>
        </message>
        <message>
            <source>{by} pinned your caller ID to {caller_id} until {until}.</source>
            <translation>{by} a épinglé votre numéro présenté sur {caller_id} jusqu’à {until}.</translation>
        </message>
        <message>
            <source>{by} pinned your caller ID to {caller_id}.</source>
            <translation>{by} a épinglé votre numéro présenté sur {caller_id}.</translation>
        </message>
        <message>
            <source>{by} pinned your caller ID.</source>
            <translation>{by} a épinglé votre numéro présenté.</translation>
        </message>
        <message>
            <source>{by} pinned {caller_id} since ({time}).</source>
            <translation>{by} a épinglé depuis {caller_id} ({time}).</translation>
        </message>
        <message>
            <source>{by} pinned {caller_id} until {until}.</source>
            <translation>{by} a épinglé {caller_id} jusqu’à {until}.</translation>
        </message>
        <message>
            <source>{by} pinned {caller_id}.</source>
            <translation>{by} a épinglé {caller_id}.</translation>
        </message>
        <message>
            <source>{by} set your caller ID to {caller_id} at {time}; your own choice came later and counts.</source>
            <translation>{by} a défini votre numéro présenté sur {caller_id} ({time}) ; votre propre choix est venu après et s’applique.</translation>
        </message>
        <message>
            <source>{company} has changed settings: {count}.</source>
            <translation>{company} a modifié des paramètres : {count}.</translation>
        </message>
        <message>
            <source>{company} has changed your ring groups and settings: {count}.</source>
            <translation>{company} a modifié vos groupes d’appel et des paramètres : {count}.</translation>
        </message>
        <message>
            <source>{company} has changed your ring groups.</source>
            <translation>{company} a modifié vos groupes d’appel.</translation>
        </message>
        <message>
            <source>{company} has changed “{label}”. It is now: {value}</source>
            <translation>{company} a modifié « {label} ». Nouvelle valeur : {value}</translation>
        </message>
        <message>
            <source>{count} added</source>
            <translation>{count} ajouté(s)</translation>
        </message>
        <message>
            <source>{count} changed</source>
            <translation>{count} modifié(s)</translation>
        </message>
        <message>
            <source>{count} released</source>
            <translation>{count} libéré(s)</translation>
        </message>
        <message>
            <source>{digits} is a crisis line and is not called from here.</source>
            <translation>{digits} est une ligne d'écoute et n'est pas appelée d'ici.</translation>
        </message>
        <message>
            <source>{digits} is a short code ({country}) and is not called from here.</source>
            <translation>{digits} est un numéro court ({country}) et n'est pas appelé d'ici.</translation>
        </message>
        <message>
            <source>{digits} is an emergency number and is not called from here.</source>
            <translation>{digits} est un numéro d’urgence et n’est pas appelé d’ici.</translation>
        </message>
        <message>
            <source>{digits} is no longer dialled in {country}.</source>
            <translation>{digits} ne se compose plus ({country}).</translation>
        </message>
        <message>
            <source>{digits} was put in front, as in calls inside {country}.</source>
            <translation>{digits} a été ajouté devant, comme pour les appels intérieurs ({country}).</translation>
        </message>
        <message>
            <source>{file} can be changed by others than the administrator, so it locks nothing and only suggests. To mend it: {remedy}</source>
            <translation>{file} peut être modifié par d’autres que l’administrateur, il ne verrouille donc rien et ne fait que suggérer. Pour y remédier : {remedy}</translation>
        </message>
        <message>
            <source>{file} can be changed by others than the administrator, so its last good copy counts. To mend it: {remedy}</source>
            <translation>{file} peut être modifié par d’autres que l’administrateur, sa dernière copie correcte s’applique donc. Pour y remédier : {remedy}</translation>
        </message>
        <message>
            <source>{file} cannot be read: {reason}.</source>
            <translation>{file} ne peut pas être lu : {reason}.</translation>
        </message>
        <message>
            <source>{file} cannot be written ({why}).</source>
            <translation>{file} ne peut pas être écrit ({why}).</translation>
        </message>
        <message>
            <source>{file} has headers in line {line} and no contact below them.</source>
            <translation>{file} a des en-têtes à la ligne {line} et aucun contact en dessous.</translation>
        </message>
        <message>
            <source>{file} is a spreadsheet, not a CSV or vCard file.</source>
            <translation>{file} est une feuille de calcul, pas un fichier CSV ou vCard.</translation>
        </message>
        <message>
            <source>{file} is empty.</source>
            <translation>{file} est vide.</translation>
        </message>
        <message>
            <source>{file} is larger than 256 MB.</source>
            <translation>{file} dépasse 256 Mo.</translation>
        </message>
        <message>
            <source>{file} is neither a CSV nor a vCard file.</source>
            <translation>{file} n’est ni un fichier CSV ni un fichier vCard.</translation>
        </message>
        <message>
            <source>{file}, line {line}: no column holds telephone numbers.</source>
            <translation>{file}, ligne {line} : aucune colonne ne contient de numéros de téléphone.</translation>
        </message>
        <message>
            <source>{file}, line {line}: no column holds telephone numbers. It has: {found}.</source>
            <translation>{file}, ligne {line} : aucune colonne ne contient de numéros de téléphone. Colonnes trouvées : {found}.</translation>
        </message>
        <message>
            <source>{name} ({contact})</source>
            <translation>{name} ({contact})</translation>
        </message>
        <message>
            <source>{name} is set, but is not what “softphone sandbox” prints.</source>
            <translation>{name} est définie, mais pas avec ce que « softphone sandbox » affiche.</translation>
        </message>
        <message>
            <source>{news} Show it to this customer, or {number}, which you saw?</source>
            <translation>{news} Le présenter à ce client, ou {number}, que vous avez vu ?</translation>
        </message>
        <message>
            <source>{news} The customer sees {number}.</source>
            <translation>{news} Le client voit {number}.</translation>
        </message>
        <message>
            <source>{number} can no longer be shown. {problem}</source>
            <translation>{number} ne peut plus être présenté. {problem}</translation>
        </message>
        <message>
            <source>{number} could not be reached</source>
            <translation>{number} n’a pas pu être joint</translation>
        </message>
        <message>
            <source>{number} did not answer</source>
            <translation>{number} n’a pas répondu</translation>
        </message>
        <message>
            <source>{number} is being called already.</source>
            <translation>{number} est déjà en cours d’appel.</translation>
        </message>
        <message>
            <source>{number} is busy</source>
            <translation>{number} est occupé</translation>
        </message>
        <message>
            <source>{number} is called next</source>
            <translation>{number} est appelé ensuite</translation>
        </message>
        <message>
            <source>{number} is called when you answer</source>
            <translation>{number} sera appelé quand vous répondrez</translation>
        </message>
        <message>
            <source>{number} is not available. {problem}</source>
            <translation>{number} n’est pas disponible. {problem}</translation>
        </message>
        <message>
            <source>{number} is on hold</source>
            <translation>{number} est en attente</translation>
        </message>
        <message>
            <source>{number} is ringing…</source>
            <translation>{number} sonne…</translation>
        </message>
        <message>
            <source>{number} may be ringing</source>
            <translation>{number} sonne peut-être</translation>
        </message>
        <message>
            <source>{number} may be ringing; it is hung up once it is found</source>
            <translation>{number} sonne peut-être ; il sera raccroché dès qu’il sera trouvé</translation>
        </message>
        <message>
            <source>{number} stopped ringing</source>
            <translation>{number} a cessé de sonner</translation>
        </message>
        <message>
            <source>{number} was not called</source>
            <translation>{number} n’a pas été appelé</translation>
        </message>
        <message>
            <source>{one} or {other}</source>
            <translation>{one} ou {other}</translation>
        </message>
        <message>
            <source>{one}, {other}</source>
            <translation>{one}, {other}</translation>
        </message>
        <message>
            <source>{path} could not be made: {error}.</source>
            <translation>{path} n’a pas pu être créé : {error}.</translation>
        </message>
        <message>
            <source>{path} could not be read or written: {error}.</source>
            <translation>{path} n’a pas pu être lu ou écrit : {error}.</translation>
        </message>
        <message>
            <source>{path} could not be written: {error}.</source>
            <translation>{path} n’a pas pu être écrit : {error}.</translation>
        </message>
        <message>
            <source>{path} was not a database any more. It was set aside as {aside}.</source>
            <translation>{path} n’était plus une base de données. Le fichier a été mis de côté sous le nom {aside}.</translation>
        </message>
        <message>
            <source>{path}, which {name} names, cannot be read as certificates.</source>
            <translation>{path}, que nomme {name}, n'est pas lisible comme certificats.</translation>
        </message>
        <message>
            <source>{prefix} was read as +.</source>
            <translation>{prefix} a été lu comme +.</translation>
        </message>
        <message>
            <source>{problem} The caller ID that was known last is shown.</source>
            <translation>{problem} Le dernier numéro présenté connu est affiché.</translation>
        </message>
        <message>
            <source>{server} did not answer when asked for a token.</source>
            <translation>{server} n’a pas répondu à la demande de jeton.</translation>
        </message>
        <message>
            <source>{server} gave no token (HTTP {status}).</source>
            <translation>{server} n’a pas fourni de jeton (HTTP {status}).</translation>
        </message>
        <message>
            <source>{state}, {country}</source>
            <translation>{state}, {country}</translation>
        </message>
        <message>
            <source>{what} A phone may be ringing.</source>
            <translation>{what} Un téléphone sonne peut-être.</translation>
        </message>
        <message>
            <source>{where}: {what}</source>
            <translation>{where} : {what}</translation>
        </message>
        <message>
            <source>{who} could not be reached</source>
            <translation>Impossible de joindre {who}</translation>
        </message>
        <message>
            <source>{who} did not answer</source>
            <translation>{who} n’a pas répondu</translation>
        </message>
        <message>
            <source>{who} did not take the call.</source>
            <translation>{who} n’a pas pris l’appel.</translation>
        </message>
        <message>
            <source>{who} has left</source>
            <translation>{who} a quitté l’appel</translation>
        </message>
        <message>
            <source>{who} is busy</source>
            <translation>La ligne de {who} est occupée</translation>
        </message>
        <message>
            <source>{who} is called next</source>
            <translation>Prochain appel : {who}</translation>
        </message>
        <message>
            <source>{who} is in the call</source>
            <translation>{who} participe à l’appel</translation>
        </message>
        <message>
            <source>{who} is in the call already.</source>
            <translation>{who} participe déjà à l’appel.</translation>
        </message>
        <message>
            <source>{who} is not there any more.</source>
            <translation>{who} n’est plus dans l’appel.</translation>
        </message>
        <message>
            <source>{who} is on hold</source>
            <translation>{who} est en attente</translation>
        </message>
        <message>
            <source>{who} is ringing…</source>
            <translation>Ça sonne chez {who}…</translation>
        </message>
        <message>
            <source>{who} may be ringing</source>
            <translation>Ça sonne peut-être chez {who}</translation>
        </message>
        <message>
            <source>{who} stopped ringing</source>
            <translation>Ça ne sonne plus chez {who}</translation>
        </message>
        <message>
            <source>{who} was not called</source>
            <translation>Aucun appel vers {who}</translation>
        </message>
        <message>
            <source>{why}; you last spoke from this number</source>
            <translation>{why} ; vous avez parlé depuis ce numéro la dernière fois</translation>
        </message>
        <message>
            <source>Åland Islands</source>
            <translation>Îles Åland</translation>
        </message>
        <message>
            <source>“{label}” is now set by {company}.</source>
            <translation>« {label} » est maintenant défini par {company}.</translation>
        </message>
        <message>
            <source>“{label}” is set in {file} and cannot be changed here.</source>
            <translation>« {label} » est défini dans {file} et ne peut pas être modifié ici.</translation>
        </message>
        <message>
            <source>“{label}” is yours to change now.</source>
            <translation>Vous pouvez maintenant modifier « {label} ».</translation>
        </message>
        <message>
            <source>“{name}” is not a telephone number.</source>
            <translation>« {name} » n’est pas un numéro de téléphone.</translation>
        </message>
        <message>
            <source>“{scheme}:” links do not lead to a telephone.</source>
            <translation>Les liens « {scheme}: » ne mènent pas à un téléphone.</translation>
        </message>
        <message>
            <source>“{text}” cannot be dialled exactly as typed.</source>
            <translation>« {text} » ne peut pas être composé exactement tel que saisi.</translation>
        </message>
        <message>
            <source>“{text}” cannot be sent as tones.</source>
            <translation>« {text} » ne peut pas être envoyé en tonalités.</translation>
        </message>
        <message>
            <source>“{text}” cannot exist: no area code or exchange in +1 starts so.</source>
            <translation>« {text} » ne peut pas exister : aucun indicatif ni central de +1 ne commence ainsi.</translation>
        </message>
        <message>
            <source>“{text}” does not have a number's length.</source>
            <translation>« {text} » n’a pas la longueur d’un numéro.</translation>
        </message>
        <message>
            <source>“{text}” does not start with a country code that exists.</source>
            <translation>« {text} » ne commence pas par un indicatif de pays existant.</translation>
        </message>
        <message>
            <source>“{text}” has no area code.</source>
            <translation>« {text} » n’a pas d’indicatif régional.</translation>
        </message>
        <message>
            <source>“{text}” has no country code.</source>
            <translation>« {text} » n’a pas d’indicatif de pays.</translation>
        </message>
        <message>
            <source>“{text}” has too few digits.</source>
            <translation>« {text} » a trop peu de chiffres.</translation>
        </message>
        <message>
            <source>“{text}” has too many digits.</source>
            <translation>« {text} » a trop de chiffres.</translation>
        </message>
        <message>
            <source>“{text}” is nobody known here.</source>
            <translation>« {text} » ne correspond à personne de connu ici.</translation>
        </message>
        <message>
            <source>“{text}” is not a SIP address.</source>
            <translation>« {text} » n’est pas une adresse SIP.</translation>
        </message>
        <message>
            <source>“{text}” is not a telephone number.</source>
            <translation>« {text} » n’est pas un numéro de téléphone.</translation>
        </message>
        <message>
            <source>“{text}” was rounded by a spreadsheet: the last digits are lost.</source>
            <translation>« {text} » a été arrondi par un tableur : les derniers chiffres sont perdus.</translation>
        </message>
        <message>
            <source>“{value}” does not fit “{label}”.</source>
            <translation>« {value} » ne convient pas pour « {label} ».</translation>
        </message>
    </context>
</TS>
