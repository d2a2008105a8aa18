<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="es_MX" sourcelanguage="en">
    <context>
        <name>AboutDialog</name>
        <message>
            <source>A desktop softphone for call-centre agents, on the company's own Twilio account.</source>
            <translation>Un softphone de escritorio para agentes de centros de llamadas, con la cuenta de Twilio de la propia empresa.</translation>
        </message>
        <message>
            <source>About Softphone</source>
            <translation>Acerca de Softphone</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Cerrar</translation>
        </message>
        <message>
            <source>It uses Qt and Qt for Python (PySide6) under the GNU Lesser General Public License, version 3. They are separate libraries: you may replace them with your own build.</source>
            <translation>Utiliza Qt y Qt for Python (PySide6) bajo la Licencia Pública General Reducida de GNU, versión 3. Son bibliotecas independientes: puede reemplazarlas por su propia compilación.</translation>
        </message>
        <message>
            <source>Licence: {licence}</source>
            <translation>Licencia: {licence}</translation>
        </message>
        <message>
            <source>Licensed under the Apache License, version 2.0 (Apache-2.0).</source>
            <translation>Publicado bajo la Licencia Apache, versión 2.0 (Apache-2.0).</translation>
        </message>
        <message>
            <source>Softphone {version}</source>
            <translation>Softphone {version}</translation>
        </message>
        <message>
            <source>The package does not carry the licence's text.</source>
            <translation>El paquete no incluye el texto de la licencia.</translation>
        </message>
        <message>
            <source>The package does not say under which licence it is.</source>
            <translation>El paquete no indica su licencia.</translation>
        </message>
        <message>
            <source>What it is made with, and the licences</source>
            <translation>Componentes utilizados y sus licencias</translation>
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
            <translation>Se marcará a {number} con {caller_id} en {seconds} s</translation>
        </message>
        <message>
            <source>Left out of the link: {parts}</source>
            <translation>Omitido del enlace: {parts}</translation>
        </message>
        <message>
            <source>The number waits in the field until this call is over.</source>
            <translation>El número queda en el campo hasta que termine esta llamada.</translation>
        </message>
        <message>
            <source>There is no text on the clipboard.</source>
            <translation>No hay texto en el portapapeles.</translation>
        </message>
    </context>
    <context>
        <name>CallButton</name>
        <message>
            <source>Hold</source>
            <translation>Espera</translation>
        </message>
        <message>
            <source>Holding…</source>
            <translation>Espera…</translation>
        </message>
        <message>
            <source>Mute</source>
            <translation>Silenciar</translation>
        </message>
        <message>
            <source>Muted</source>
            <translation>Silenciado</translation>
        </message>
        <message>
            <source>Muting…</source>
            <translation>Silenciando…</translation>
        </message>
        <message>
            <source>On hold</source>
            <translation>En espera</translation>
        </message>
        <message>
            <source>Resuming…</source>
            <translation>Retomando…</translation>
        </message>
        <message>
            <source>Unmuting…</source>
            <translation>Reactivando…</translation>
        </message>
    </context>
    <context>
        <name>CallButtons</name>
        <message>
            <source>&amp;Keypad tones</source>
            <translation>Tonos del tecla&amp;do</translation>
        </message>
        <message>
            <source>&amp;Mute</source>
            <translation>Silenciar el micró&amp;fono</translation>
        </message>
        <message>
            <source>&amp;Transfer…</source>
            <translation>&amp;Transferir…</translation>
        </message>
        <message>
            <source>A&amp;dd somebody…</source>
            <translation>Agregar a alg&amp;uien…</translation>
        </message>
        <message>
            <source>Add</source>
            <translation>Agregar</translation>
        </message>
        <message>
            <source>Ask somebody else into the call ({key})</source>
            <translation>Invitar a otra persona a la llamada ({key})</translation>
        </message>
        <message>
            <source>H&amp;old</source>
            <translation>&amp;Poner en espera</translation>
        </message>
        <message>
            <source>Hand the call to somebody else ({key})</source>
            <translation>Pasarle la llamada a otra persona ({key})</translation>
        </message>
        <message>
            <source>Keypad</source>
            <translation>Teclado</translation>
        </message>
        <message>
            <source>Nobody hears you ({key})</source>
            <translation>Nadie escucha su voz ({key})</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>Nota</translation>
        </message>
        <message>
            <source>Note on this ca&amp;ll</source>
            <translation>Nota so&amp;bre esta llamada</translation>
        </message>
        <message>
            <source>Press keys for the customer's menu ({key})</source>
            <translation>Presionar teclas para el menú del cliente ({key})</translation>
        </message>
        <message>
            <source>Ringing…</source>
            <translation>Sonando…</translation>
        </message>
        <message>
            <source>The customer hears music ({key})</source>
            <translation>El cliente escucha música ({key})</translation>
        </message>
        <message>
            <source>There is no call.</source>
            <translation>No hay ninguna llamada.</translation>
        </message>
        <message>
            <source>Transfer</source>
            <translation>Transferir</translation>
        </message>
        <message>
            <source>Write a note on this call ({key})</source>
            <translation>Escribir una nota sobre esta llamada ({key})</translation>
        </message>
    </context>
    <context>
        <name>CallControls</name>
        <message>
            <source>Hanging up…</source>
            <translation>Colgando…</translation>
        </message>
        <message>
            <source>There is no call.</source>
            <translation>No hay ninguna llamada.</translation>
        </message>
    </context>
    <context>
        <name>CallModel</name>
        <message>
            <source>Call ended after {time}</source>
            <translation>Llamada terminada después de {time}</translation>
        </message>
        <message>
            <source>Handed over to {who} after {time}</source>
            <translation>Transferida a {who} después de {time}</translation>
        </message>
        <message>
            <source>Hanging up…</source>
            <translation>Colgando…</translation>
        </message>
        <message>
            <source>{trouble} Looking again.</source>
            <translation>{trouble} Se vuelve a comprobar.</translation>
        </message>
        <message>
            <source>{trouble} The call goes on; looking again.</source>
            <translation>{trouble} La llamada sigue; verificando de nuevo.</translation>
        </message>
        <message>
            <source>{trouble} Trying again.</source>
            <translation>{trouble} Se está intentando de nuevo.</translation>
        </message>
    </context>
    <context>
        <name>CallPanel</name>
        <message>
            <source>&amp;Keep {number}</source>
            <translation>&amp;Dejar {number}</translation>
        </message>
        <message>
            <source>&amp;Show {number}</source>
            <translation>&amp;Mostrar {number}</translation>
        </message>
        <message>
            <source>Add to the call</source>
            <translation>Agregar a la llamada</translation>
        </message>
        <message>
            <source>Call again</source>
            <translation>Marcar de nuevo</translation>
        </message>
        <message>
            <source>Call in progress</source>
            <translation>Llamada en curso</translation>
        </message>
        <message>
            <source>Call them in</source>
            <translation>Invitar</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Cerrar</translation>
        </message>
        <message>
            <source>End the call (F8)</source>
            <translation>Terminar la llamada (F8)</translation>
        </message>
        <message>
            <source>Hand over when they answer</source>
            <translation>Transferir cuando contesten</translation>
        </message>
        <message>
            <source>Hang up</source>
            <translation>Colgar</translation>
        </message>
        <message>
            <source>Look again</source>
            <translation>Volver a verificar</translation>
        </message>
        <message>
            <source>Ring me back in</source>
            <translation>Volver a llamarme a la llamada</translation>
        </message>
        <message>
            <source>Send {keys}</source>
            <translation>Enviar {keys}</translation>
        </message>
        <message>
            <source>Talk first</source>
            <translation>Hablar primero</translation>
        </message>
        <message>
            <source>They cannot hear you: the app that carried your sound was closed.</source>
            <translation>No le oyen: se cerró la aplicación que llevaba su sonido.</translation>
        </message>
        <message>
            <source>Transfer to</source>
            <translation>Transferir a</translation>
        </message>
        <message>
            <source>as {number}</source>
            <translation>con {number}</translation>
        </message>
    </context>
    <context>
        <name>CallerIdCard</name>
        <message>
            <source>Calling as</source>
            <translation>Llamar con</translation>
        </message>
        <message>
            <source>Calling as {number}</source>
            <translation>Llamar con {number}</translation>
        </message>
        <message>
            <source>Choose the number to show (Alt+I)</source>
            <translation>Elegir el número que se mostrará (Alt+I)</translation>
        </message>
        <message>
            <source>Why this number?</source>
            <translation>¿Por qué este número?</translation>
        </message>
        <message>
            <source>Why?</source>
            <translation>¿Por qué?</translation>
        </message>
    </context>
    <context>
        <name>CallerIdPopup</name>
        <message>
            <source>Enter: choose · Alt+Enter: this call only · Ctrl+P: pin · F5: refresh</source>
            <translation>Enter: elegir · Alt+Enter: solo esta llamada · Ctrl+P: fijar · F5: actualizar</translation>
        </message>
        <message>
            <source>Find a name, a number, a place</source>
            <translation>Buscar un nombre, un número o un lugar</translation>
        </message>
        <message>
            <source>Find a number to show</source>
            <translation>Buscar un número para mostrar</translation>
        </message>
        <message>
            <source>No number matches “{text}”.</source>
            <translation>Ningún número coincide con “{text}”.</translation>
        </message>
        <message>
            <source>Numbers you may show</source>
            <translation>Números que puede mostrar</translation>
        </message>
        <message>
            <source>There is no number that you may show. F5 reads the numbers again.</source>
            <translation>No hay ningún número que pueda mostrar. F5 vuelve a leer los números.</translation>
        </message>
    </context>
    <context>
        <name>CallerIdRows</name>
        <message>
            <source>All numbers</source>
            <translation>Todos los números</translation>
        </message>
        <message>
            <source>Not for you to show</source>
            <translation>No disponibles para usted</translation>
        </message>
        <message>
            <source>Pinned</source>
            <translation>Fijados</translation>
        </message>
        <message>
            <source>Recent</source>
            <translation>Recientes</translation>
        </message>
        <message>
            <source>verified only</source>
            <translation>solo verificado</translation>
        </message>
        <message>
            <source>your own line</source>
            <translation>su propia línea</translation>
        </message>
    </context>
    <context>
        <name>CallerIdView</name>
        <message>
            <source>Choose a number</source>
            <translation>Elija un número</translation>
        </message>
        <message>
            <source>Default (automatic)</source>
            <translation>Predeterminado (automático)</translation>
        </message>
        <message>
            <source>Loading the numbers…</source>
            <translation>Cargando los números…</translation>
        </message>
        <message>
            <source>No number to show</source>
            <translation>Ningún número para mostrar</translation>
        </message>
        <message>
            <source>No numbers yet</source>
            <translation>Aún no hay números</translation>
        </message>
        <message>
            <source>Refresh reads them from Twilio.</source>
            <translation>La opción Actualizar los lee de Twilio.</translation>
        </message>
        <message>
            <source>There is no list: the rules choose the number for every call.</source>
            <translation>No hay lista: las reglas eligen el número de cada llamada.</translation>
        </message>
        <message>
            <source>Type a number to see which one it will show.</source>
            <translation>Escriba un número para ver cuál se mostrará.</translation>
        </message>
        <message>
            <source>chosen automatically</source>
            <translation>elegido automáticamente</translation>
        </message>
        <message>
            <source>chosen by you</source>
            <translation>elegido por usted</translation>
        </message>
        <message>
            <source>for this call only</source>
            <translation>solo para esta llamada</translation>
        </message>
        <message>
            <source>pinned for this contact</source>
            <translation>fijado para este contacto</translation>
        </message>
        <message>
            <source>set by {name}</source>
            <translation>establecido por {name}</translation>
        </message>
        <message>
            <source>your administrator</source>
            <translation>su administrador</translation>
        </message>
        <message>
            <source>{number} is not available. {problem}</source>
            <translation>{number} no está disponible. {problem}</translation>
        </message>
    </context>
    <context>
        <name>CallerIdsModel</name>
        <message>
            <source>Chooses for each number you call.</source>
            <translation>Elige uno para cada número que marca.</translation>
        </message>
        <message>
            <source>Default (automatic)</source>
            <translation>Predeterminado (automático)</translation>
        </message>
    </context>
    <context>
        <name>ContactActions</name>
        <message>
            <source>&amp;Add a contact…</source>
            <translation>&amp;Agregar un contacto…</translation>
        </message>
        <message>
            <source>&amp;Copy the number</source>
            <translation>&amp;Copiar el número</translation>
        </message>
        <message>
            <source>&amp;Delete</source>
            <translation>E&amp;liminar</translation>
        </message>
        <message>
            <source>&amp;Edit…</source>
            <translation>&amp;Editar…</translation>
        </message>
        <message>
            <source>&amp;Favourite</source>
            <translation>&amp;Favorito</translation>
        </message>
        <message>
            <source>&amp;Import a file…</source>
            <translation>I&amp;mportar un archivo…</translation>
        </message>
        <message>
            <source>&amp;Pin a caller ID…</source>
            <translation>F&amp;ijar un identificador…</translation>
        </message>
        <message>
            <source>&amp;Undo deleting</source>
            <translation>&amp;Deshacer la eliminación</translation>
        </message>
        <message>
            <source>Choose a contact first.</source>
            <translation>Primero elija un contacto.</translation>
        </message>
        <message>
            <source>Contacts (*.csv *.vcf *.txt *.tsv);;All files (*)</source>
            <translation>Contactos (*.csv *.vcf *.txt *.tsv);;Todos los archivos (*)</translation>
        </message>
        <message>
            <source>Import contacts</source>
            <translation>Importar contactos</translation>
        </message>
        <message>
            <source>Nothing was deleted.</source>
            <translation>No se eliminó nada.</translation>
        </message>
        <message>
            <source>Use {number} {kind}</source>
            <translation>Usar {number} {kind}</translation>
        </message>
        <message>
            <source>{number} copied.</source>
            <translation>{number} copiado.</translation>
        </message>
    </context>
    <context>
        <name>ContactForm</name>
        <message>
            <source>Add a contact</source>
            <translation>Agregar un contacto</translation>
        </message>
        <message>
            <source>Add a number</source>
            <translation>Agregar un número</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Cancelar</translation>
        </message>
        <message>
            <source>Company</source>
            <translation>Empresa</translation>
        </message>
        <message>
            <source>Digits, * and #; a comma is a short pause.</source>
            <translation>Dígitos, * y #; una coma es una pausa breve.</translation>
        </message>
        <message>
            <source>Edit contact</source>
            <translation>Editar contacto</translation>
        </message>
        <message>
            <source>Kind of number {position}</source>
            <translation>Tipo del número {position}</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Nombre</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>Nota</translation>
        </message>
        <message>
            <source>Number {position}</source>
            <translation>Número {position}</translation>
        </message>
        <message>
            <source>Numbers</source>
            <translation>Números</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>Guardar</translation>
        </message>
        <message>
            <source>The first is called.</source>
            <translation>Se marca al primero.</translation>
        </message>
        <message>
            <source>Tones after they answer</source>
            <translation>Tonos cuando contesten</translation>
        </message>
        <message>
            <source>Type or paste a number</source>
            <translation>Escriba o pegue un número</translation>
        </message>
        <message>
            <source>telephone</source>
            <translation>teléfono</translation>
        </message>
    </context>
    <context>
        <name>ContactImportDialog</name>
        <message>
            <source>Arabic</source>
            <translation>Árabe</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Cancelar</translation>
        </message>
        <message>
            <source>Central European</source>
            <translation>Europeo central</translation>
        </message>
        <message>
            <source>Cyrillic</source>
            <translation>Cirílico</translation>
        </message>
        <message>
            <source>Do names look wrong? Read the letters as:</source>
            <translation>¿Los nombres no se ven bien? Leer el texto como:</translation>
        </message>
        <message>
            <source>Greek</source>
            <translation>Griego</translation>
        </message>
        <message>
            <source>Import</source>
            <translation>Importar</translation>
        </message>
        <message>
            <source>Import contacts</source>
            <translation>Importar contactos</translation>
        </message>
        <message>
            <source>Import {count}</source>
            <translation>Importar {count}</translation>
        </message>
        <message>
            <source>Japanese</source>
            <translation>Japonés</translation>
        </message>
        <message>
            <source>Korean</source>
            <translation>Coreano</translation>
        </message>
        <message>
            <source>Left out</source>
            <translation>Omitidos</translation>
        </message>
        <message>
            <source>Letters of the file</source>
            <translation>Codificación del archivo</translation>
        </message>
        <message>
            <source>Line {line}, {whose}: {why}</source>
            <translation>Línea {line}, {whose}: {why}</translation>
        </message>
        <message>
            <source>Line {line}: {why}</source>
            <translation>Línea {line}: {why}</translation>
        </message>
        <message>
            <source>Nothing in the file is new.</source>
            <translation>No hay nada nuevo en el archivo.</translation>
        </message>
        <message>
            <source>Reading the file</source>
            <translation>Lectura del archivo</translation>
        </message>
        <message>
            <source>Simplified Chinese</source>
            <translation>Chino simplificado</translation>
        </message>
        <message>
            <source>Thai</source>
            <translation>Tailandés</translation>
        </message>
        <message>
            <source>The file is being read.</source>
            <translation>Se está leyendo el archivo.</translation>
        </message>
        <message>
            <source>Traditional Chinese</source>
            <translation>Chino tradicional</translation>
        </message>
        <message>
            <source>Turkish</source>
            <translation>Turco</translation>
        </message>
        <message>
            <source>Unicode (UTF-8)</source>
            <translation>Unicode (UTF-8)</translation>
        </message>
        <message>
            <source>Western European</source>
            <translation>Europeo occidental</translation>
        </message>
        <message>
            <source>Will be kept</source>
            <translation>Se guardarán</translation>
        </message>
    </context>
    <context>
        <name>ContactImportModel</name>
        <message>
            <source>Contacts you have that get a number or a detail more: {count}</source>
            <translation>Contactos existentes que reciben un número u otro dato: {count}</translation>
        </message>
        <message>
            <source>Found in the file: {count}</source>
            <translation>Encontrados en el archivo: {count}</translation>
        </message>
        <message>
            <source>Left out, listed below: {count}</source>
            <translation>Omitidos (lista más abajo): {count}</translation>
        </message>
        <message>
            <source>New contacts: {count}</source>
            <translation>Contactos nuevos: {count}</translation>
        </message>
        <message>
            <source>Put together with another of the file, by number: {count}</source>
            <translation>Combinados con otro del archivo por el número: {count}</translation>
        </message>
        <message>
            <source>There already: {count}</source>
            <translation>Ya existentes: {count}</translation>
        </message>
    </context>
    <context>
        <name>ContactRowsModel</name>
        <message>
            <source>as {number}</source>
            <translation>con {number}</translation>
        </message>
        <message>
            <source>as {number} · not available</source>
            <translation>con {number} · no disponible</translation>
        </message>
        <message>
            <source>favourite</source>
            <translation>favorito</translation>
        </message>
        <message>
            <source>fax</source>
            <translation>fax</translation>
        </message>
        <message>
            <source>home</source>
            <translation>casa</translation>
        </message>
        <message>
            <source>main number</source>
            <translation>principal</translation>
        </message>
        <message>
            <source>mobile</source>
            <translation>celular</translation>
        </message>
        <message>
            <source>work</source>
            <translation>trabajo</translation>
        </message>
        <message>
            <source>{count} more</source>
            <translation>{count} más</translation>
        </message>
    </context>
    <context>
        <name>ContactsModel</name>
        <message>
            <source>The numbers are not there yet.</source>
            <translation>Los números todavía no están disponibles.</translation>
        </message>
        <message>
            <source>Your caller ID is set by {name}.</source>
            <translation>Su identificador de llamadas lo establece {name}.</translation>
        </message>
        <message>
            <source>your administrator</source>
            <translation>su administrador</translation>
        </message>
    </context>
    <context>
        <name>ContactsPage</name>
        <message>
            <source>Add a contact</source>
            <translation>Agregar un contacto</translation>
        </message>
        <message>
            <source>Contacts</source>
            <translation>Contactos</translation>
        </message>
        <message>
            <source>Enter calls. The menu key offers more.</source>
            <translation>Enter: marcar. La tecla Menú ofrece más opciones.</translation>
        </message>
        <message>
            <source>Find a name, a company, a number, a note</source>
            <translation>Buscar un nombre, una empresa, un número o una nota</translation>
        </message>
        <message>
            <source>Find in contacts</source>
            <translation>Buscar en los contactos</translation>
        </message>
        <message>
            <source>Import a file…</source>
            <translation>Importar un archivo…</translation>
        </message>
        <message>
            <source>Keep the people you call here, or import a CSV or vCard file.</source>
            <translation>Guarde aquí a las personas a las que llama, o importe un archivo CSV o vCard.</translation>
        </message>
        <message>
            <source>No contact matches “{text}”.</source>
            <translation>Ningún contacto coincide con “{text}”.</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>Deshacer</translation>
        </message>
        <message>
            <source>{name} was deleted.</source>
            <translation>Se eliminó a {name}.</translation>
        </message>
    </context>
    <context>
        <name>CountdownBar</name>
        <message>
            <source>Cancel</source>
            <translation>Cancelar</translation>
        </message>
        <message>
            <source>Do not call; the number stays in the field (Esc)</source>
            <translation>No marcar; el número queda en el campo (Esc)</translation>
        </message>
    </context>
    <context>
        <name>WindowWiring</name>
        <message>
            <source>A call is in progress.</source>
            <translation>Hay una llamada en curso.</translation>
        </message>
        <message>
            <source>{count} calls were written.</source>
            <translation>Llamadas exportadas: {count}.</translation>
        </message>
        <message>
            <source>{count} changes were written.</source>
            <translation>Cambios exportados: {count}.</translation>
        </message>
    </context>
    <context>
        <name>Desktop</name>
        <message>
            <source>Its icon opens it again, hangs up, and quits. Preferences turn this off.</source>
            <translation>Su ícono lo vuelve a abrir, cuelga y cierra el programa. Se puede desactivar en Preferencias.</translation>
        </message>
        <message>
            <source>Softphone goes on in the tray</source>
            <translation>Softphone sigue abierto en la bandeja</translation>
        </message>
        <message>
            <source>Softphone was open already. Quit it first to start it in another way.</source>
            <translation>Softphone ya estaba abierto. Primero ciérrelo para iniciarlo de otra manera.</translation>
        </message>
    </context>
    <context>
        <name>DesktopMenu</name>
        <message>
            <source>&amp;Desktop</source>
            <translation>&amp;Escritorio</translation>
        </message>
        <message>
            <source>A click on a telephone number then fills it in here</source>
            <translation>Al hacer clic en un número de teléfono, este aparecerá aquí</translation>
        </message>
        <message>
            <source>Call from the clip&amp;board</source>
            <translation>Marcar desde el &amp;portapapeles</translation>
        </message>
        <message>
            <source>Links to telephone numbers</source>
            <translation>Enlaces a números de teléfono</translation>
        </message>
        <message>
            <source>Make this the app for &amp;tel: links</source>
            <translation>Usar esta aplicación para los enlaces &amp;tel:</translation>
        </message>
    </context>
    <context>
        <name>DialModel</name>
        <message>
            <source>Last time {number} was shown. Look at the number shown now, then call.</source>
            <translation>La última vez se mostró {number}. Revise el número que se muestra ahora y llame.</translation>
        </message>
        <message>
            <source>The numbers are not there yet.</source>
            <translation>Los números todavía no están disponibles.</translation>
        </message>
        <message>
            <source>Type or paste a number.</source>
            <translation>Escriba o pegue un número.</translation>
        </message>
        <message>
            <source>“{text}” is among your contacts: choose it from the list.</source>
            <translation>«{text}» está entre sus contactos: elíjalo en la lista.</translation>
        </message>
    </context>
    <context>
        <name>DiallerPage</name>
        <message>
            <source>Call</source>
            <translation>Marcar</translation>
        </message>
        <message>
            <source>Call (Enter)</source>
            <translation>Marcar (Enter)</translation>
        </message>
        <message>
            <source>Call {number}</source>
            <translation>Marcar {number}</translation>
        </message>
        <message>
            <source>Contacts</source>
            <translation>Contactos</translation>
        </message>
        <message>
            <source>Recents</source>
            <translation>Recientes</translation>
        </message>
    </context>
    <context>
        <name>GlobalKeys</name>
        <message>
            <source>Another program uses {keys}, so it does nothing here.</source>
            <translation>Otro programa usa {keys}, así que aquí no hace nada.</translation>
        </message>
        <message>
            <source>Call from the clipboard</source>
            <translation>Marcar desde el portapapeles</translation>
        </message>
        <message>
            <source>Hang up</source>
            <translation>Colgar</translation>
        </message>
        <message>
            <source>This desktop does not offer keys that work in every window. A shortcut made in its own settings can run “softphone --hang-up”.</source>
            <translation>Este escritorio no ofrece teclas que funcionen en todas las ventanas. Un atajo creado en la configuración del escritorio puede ejecutar “softphone --hang-up”.</translation>
        </message>
    </context>
    <context>
        <name>GuestLines</name>
        <message>
            <source>Back to the customer</source>
            <translation>Regresar con el cliente</translation>
        </message>
        <message>
            <source>Complete transfer</source>
            <translation>Completar transferencia</translation>
        </message>
        <message>
            <source>End</source>
            <translation>Terminar</translation>
        </message>
        <message>
            <source>End: {guest}</source>
            <translation>Terminar: {guest}</translation>
        </message>
        <message>
            <source>Handing over…</source>
            <translation>Transfiriendo…</translation>
        </message>
        <message>
            <source>Join all</source>
            <translation>Unir a todos</translation>
        </message>
        <message>
            <source>Joining…</source>
            <translation>Uniendo…</translation>
        </message>
        <message>
            <source>Leave the call to them</source>
            <translation>Dejarles la llamada</translation>
        </message>
        <message>
            <source>Swap</source>
            <translation>Alternar</translation>
        </message>
        <message>
            <source>Swapping…</source>
            <translation>Alternando…</translation>
        </message>
    </context>
    <context>
        <name>HelpMenu</name>
        <message>
            <source>&amp;About Softphone</source>
            <translation>A&amp;cerca de Softphone</translation>
        </message>
        <message>
            <source>&amp;Help</source>
            <translation>A&amp;yuda</translation>
        </message>
        <message>
            <source>&amp;Keyboard shortcuts</source>
            <translation>&amp;Atajos de teclado</translation>
        </message>
        <message>
            <source>&amp;Report for support…</source>
            <translation>&amp;Informe para soporte técnico…</translation>
        </message>
        <message>
            <source>&amp;Where do my settings come from?</source>
            <translation>¿De &amp;dónde vienen mis ajustes?</translation>
        </message>
    </context>
    <context>
        <name>InThisApp</name>
        <message>
            <source>In this app, with your headset</source>
            <translation>En esta aplicación, con su diadema</translation>
        </message>
    </context>
    <context>
        <name>IncomingBar</name>
        <message>
            <source>&amp;Answer the incoming call</source>
            <translation>C&amp;ontestar la llamada entrante</translation>
        </message>
        <message>
            <source>Answer</source>
            <translation>Contestar</translation>
        </message>
        <message>
            <source>Answer (F6); a call in progress ends</source>
            <translation>Contestar (F6); termina la llamada en curso</translation>
        </message>
        <message>
            <source>Hang &amp;up on who called</source>
            <translation>Col&amp;garle a quien llamó</translation>
        </message>
        <message>
            <source>Hang up</source>
            <translation>Colgar</translation>
        </message>
        <message>
            <source>Hang up on who called (Shift+F8)</source>
            <translation>Colgarle a quien llamó (Mayús+F8)</translation>
        </message>
        <message>
            <source>Incoming call</source>
            <translation>Llamada entrante</translation>
        </message>
        <message>
            <source>Nobody is calling you.</source>
            <translation>No hay ninguna llamada entrante.</translation>
        </message>
        <message>
            <source>Re&amp;fuse the incoming call</source>
            <translation>&amp;Rechazar la llamada entrante</translation>
        </message>
        <message>
            <source>Refuse</source>
            <translation>Rechazar</translation>
        </message>
        <message>
            <source>Refuse (Shift+F6)</source>
            <translation>Rechazar (Mayús+F6)</translation>
        </message>
        <message>
            <source>You talk to {caller}</source>
            <translation>Está hablando con {caller}</translation>
        </message>
        <message>
            <source>{caller} is calling you</source>
            <translation>Llamada de {caller}</translation>
        </message>
    </context>
    <context>
        <name>Key</name>
        <message>
            <source>Hold for +</source>
            <translation>Mantenga presionado para +</translation>
        </message>
        <message>
            <source>hash</source>
            <translation>gato</translation>
        </message>
        <message>
            <source>star</source>
            <translation>asterisco</translation>
        </message>
    </context>
    <context>
        <name>Keypad</name>
        <message>
            <source>Keypad</source>
            <translation>Teclado</translation>
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
            <translation>El sonido se interrumpió; reconectando…</translation>
        </message>
    </context>
    <context>
        <name>LineQuality</name>
        <message>
            <source>Clarity (MOS)</source>
            <translation>Claridad (MOS)</translation>
        </message>
        <message>
            <source>Lost on the way</source>
            <translation>Perdido en el camino</translation>
        </message>
        <message>
            <source>Microphone</source>
            <translation>Micrófono</translation>
        </message>
        <message>
            <source>Round trip</source>
            <translation>Ida y vuelta</translation>
        </message>
        <message>
            <source>Sound arriving</source>
            <translation>Sonido recibido</translation>
        </message>
        <message>
            <source>Unevenness (jitter)</source>
            <translation>Irregularidad (jitter)</translation>
        </message>
        <message>
            <source>heard</source>
            <translation>se escucha</translation>
        </message>
        <message>
            <source>muted</source>
            <translation>silenciado</translation>
        </message>
        <message>
            <source>not heard</source>
            <translation>no se escucha</translation>
        </message>
        <message>
            <source>not known</source>
            <translation>desconocido</translation>
        </message>
        <message>
            <source>{count} ms</source>
            <translation>{count} ms</translation>
        </message>
        <message>
            <source>{count} packets a second</source>
            <translation>{count} paquetes por segundo</translation>
        </message>
        <message>
            <source>{score} of 4.5</source>
            <translation>{score} de 4.5</translation>
        </message>
        <message>
            <source>{share} %</source>
            <translation>{share}%</translation>
        </message>
    </context>
    <context>
        <name>LineQualityModel</name>
        <message>
            <source>Measuring…</source>
            <translation>Midiendo…</translation>
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
            <translation>&amp;Copiar los resultados</translation>
        </message>
        <message>
            <source>&amp;Start the test call</source>
            <translation>&amp;Iniciar la llamada de prueba</translation>
        </message>
        <message>
            <source>&amp;Test again</source>
            <translation>&amp;Probar de nuevo</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Cerrar</translation>
        </message>
        <message>
            <source>Level of the microphone</source>
            <translation>Nivel del micrófono</translation>
        </message>
        <message>
            <source>Microphone</source>
            <translation>Micrófono</translation>
        </message>
        <message>
            <source>Progress of the test call</source>
            <translation>Progreso de la llamada de prueba</translation>
        </message>
        <message>
            <source>Speak during the test call, and listen.</source>
            <translation>Hable durante la llamada de prueba y escuche.</translation>
        </message>
        <message>
            <source>Test call</source>
            <translation>Llamada de prueba</translation>
        </message>
        <message>
            <source>Test my line</source>
            <translation>Probar mi línea</translation>
        </message>
        <message>
            <source>The results were copied.</source>
            <translation>Se copiaron los resultados.</translation>
        </message>
        <message>
            <source>The test call is under way.</source>
            <translation>La llamada de prueba está en curso.</translation>
        </message>
        <message>
            <source>There are no results yet.</source>
            <translation>Todavía no hay resultados.</translation>
        </message>
        <message>
            <source>Your microphone first, then a call of ten seconds to your own line. Nobody else is called.</source>
            <translation>Primero su micrófono; después, una llamada de diez segundos a su propia línea. No se llama a nadie más.</translation>
        </message>
    </context>
    <context>
        <name>LineTestModel</name>
        <message>
            <source>A call is in progress. Test your line when it is over.</source>
            <translation>Hay una llamada en curso. Pruebe su línea cuando termine.</translation>
        </message>
        <message>
            <source>Nothing could be measured in the test call. Try again.</source>
            <translation>No se pudo medir nada en la llamada de prueba. Inténtelo de nuevo.</translation>
        </message>
        <message>
            <source>Say something, and listen: you should hear a voice.</source>
            <translation>Diga algo y escuche: debería escuchar una voz.</translation>
        </message>
        <message>
            <source>The test call did not reach your line. Check the network connection.</source>
            <translation>La llamada de prueba no llegó a su línea. Revise la conexión de red.</translation>
        </message>
        <message>
            <source>The test call ended too early. Try again.</source>
            <translation>La llamada de prueba terminó demasiado pronto. Inténtelo de nuevo.</translation>
        </message>
        <message>
            <source>Your line is being called…</source>
            <translation>Llamando a su línea…</translation>
        </message>
    </context>
    <context>
        <name>LineTestResult</name>
        <message>
            <source>Test of the line, {time}, Softphone {version}</source>
            <translation>Prueba de la línea, {time}, Softphone {version}</translation>
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
            <translation>C&amp;uenta</translation>
        </message>
        <message>
            <source>&amp;Call</source>
            <translation>&amp;Llamada</translation>
        </message>
        <message>
            <source>&amp;Call this number</source>
            <translation>&amp;Marcar este número</translation>
        </message>
        <message>
            <source>&amp;Dark</source>
            <translation>&amp;Oscuro</translation>
        </message>
        <message>
            <source>&amp;Hang up</source>
            <translation>&amp;Colgar</translation>
        </message>
        <message>
            <source>&amp;Leave the sandbox…</source>
            <translation>Salir del &amp;entorno de pruebas…</translation>
        </message>
        <message>
            <source>&amp;Light</source>
            <translation>&amp;Claro</translation>
        </message>
        <message>
            <source>&amp;Preferences…</source>
            <translation>&amp;Preferencias…</translation>
        </message>
        <message>
            <source>&amp;Quit</source>
            <translation>&amp;Salir</translation>
        </message>
        <message>
            <source>&amp;Recents</source>
            <translation>&amp;Recientes</translation>
        </message>
        <message>
            <source>&amp;Refresh the numbers</source>
            <translation>&amp;Actualizar los números</translation>
        </message>
        <message>
            <source>&amp;Sign in…</source>
            <translation>Iniciar &amp;sesión…</translation>
        </message>
        <message>
            <source>&amp;View</source>
            <translation>&amp;Ver</translation>
        </message>
        <message>
            <source>&amp;Why this number?</source>
            <translation>¿Por &amp;qué este número?</translation>
        </message>
        <message>
            <source>A call is in progress</source>
            <translation>Hay una llamada en curso</translation>
        </message>
        <message>
            <source>As the &amp;system</source>
            <translation>Como el &amp;sistema</translation>
        </message>
        <message>
            <source>C&amp;ontacts</source>
            <translation>C&amp;ontactos</translation>
        </message>
        <message>
            <source>Choose the caller &amp;ID</source>
            <translation>Elegir el &amp;identificador de llamadas</translation>
        </message>
        <message>
            <source>Dial &amp;exactly as typed</source>
            <translation>Marcar &amp;exactamente lo escrito</translation>
        </message>
        <message>
            <source>Go to the &amp;number</source>
            <translation>Ir al &amp;número</translation>
        </message>
        <message>
            <source>Hang up and quit? Without hanging up, the call goes on without this window.</source>
            <translation>¿Colgar y salir? Si no cuelga, la llamada sigue sin esta ventana.</translation>
        </message>
        <message>
            <source>Test m&amp;y line…</source>
            <translation>Probar mi &amp;línea…</translation>
        </message>
        <message>
            <source>Try it as {agent}, a supervisor</source>
            <translation>Probar como {agent}, supervisor</translation>
        </message>
        <message>
            <source>Try it as {agent}, an agent</source>
            <translation>Probar como {agent}, agente</translation>
        </message>
    </context>
    <context>
        <name>MicrophoneCheck</name>
        <message>
            <source>Say something: the bar moves.</source>
            <translation>Diga algo: la barra se mueve.</translation>
        </message>
        <message>
            <source>We hear nothing from this microphone.</source>
            <translation>No se escucha nada por este micrófono.</translation>
        </message>
        <message>
            <source>Your microphone is heard.</source>
            <translation>Su micrófono se escucha.</translation>
        </message>
    </context>
    <context>
        <name>MiniPanel</name>
        <message>
            <source>Call in progress</source>
            <translation>Llamada en curso</translation>
        </message>
        <message>
            <source>End the call</source>
            <translation>Terminar la llamada</translation>
        </message>
        <message>
            <source>Hang up</source>
            <translation>Colgar</translation>
        </message>
        <message>
            <source>Nobody hears you</source>
            <translation>Nadie escucha su voz</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>Abrir</translation>
        </message>
        <message>
            <source>Open the softphone's window</source>
            <translation>Abrir la ventana del softphone</translation>
        </message>
    </context>
    <context>
        <name>CallNotifications</name>
        <message>
            <source>Customers now see: {caller_id}</source>
            <translation>Los clientes ahora ven: {caller_id}</translation>
        </message>
        <message>
            <source>Your caller ID has changed</source>
            <translation>Su identificador de llamadas cambió</translation>
        </message>
    </context>
    <context>
        <name>NoteField</name>
        <message>
            <source>Note on this call</source>
            <translation>Nota sobre esta llamada</translation>
        </message>
        <message>
            <source>Note on this call. It is kept while you type, and shown in Recents.</source>
            <translation>Nota sobre esta llamada. Se guarda mientras escribe y se muestra en Recientes.</translation>
        </message>
    </context>
    <context>
        <name>NoticeBar</name>
        <message>
            <source>Dismiss this message</source>
            <translation>Descartar este mensaje</translation>
        </message>
        <message>
            <source>Read more</source>
            <translation>Leer más</translation>
        </message>
    </context>
    <context>
        <name>Notifications</name>
        <message>
            <source>Open</source>
            <translation>Abrir</translation>
        </message>
    </context>
    <context>
        <name>NumberCard</name>
        <message>
            <source>&amp;Number to call</source>
            <translation>&amp;Número a marcar</translation>
        </message>
        <message>
            <source>Call {number}</source>
            <translation>Marcar {number}</translation>
        </message>
        <message>
            <source>Number to call</source>
            <translation>Número a marcar</translation>
        </message>
        <message>
            <source>Will dial {number}</source>
            <translation>Se marcará {number}</translation>
        </message>
    </context>
    <context>
        <name>NumberField</name>
        <message>
            <source>Type or paste a number</source>
            <translation>Escriba o pegue un número</translation>
        </message>
    </context>
    <context>
        <name>OwnCallerIdModel</name>
        <message>
            <source>Your choice counts here. TaskRouter did not answer and gets it later.</source>
            <translation>Su elección vale aquí. TaskRouter no respondió y la recibirá más tarde.</translation>
        </message>
    </context>
    <context>
        <name>PersonField</name>
        <message>
            <source>Enter does this</source>
            <translation>Enter hace esto</translation>
        </message>
        <message>
            <source>Name of a colleague, phone number or SIP address</source>
            <translation>Nombre de un compañero, número de teléfono o dirección SIP</translation>
        </message>
    </context>
    <context>
        <name>PinDialog</name>
        <message>
            <source>Cancel</source>
            <translation>Cancelar</translation>
        </message>
        <message>
            <source>Find a label or a number</source>
            <translation>Buscar una etiqueta o un número</translation>
        </message>
        <message>
            <source>Find a number to pin</source>
            <translation>Buscar un número para fijar</translation>
        </message>
        <message>
            <source>No pin: as for everybody</source>
            <translation>Sin fijar: como para todos</translation>
        </message>
        <message>
            <source>Numbers you may show</source>
            <translation>Números que puede mostrar</translation>
        </message>
        <message>
            <source>Pin</source>
            <translation>Fijar</translation>
        </message>
        <message>
            <source>Pin a caller ID</source>
            <translation>Fijar un identificador de llamadas</translation>
        </message>
        <message>
            <source>What {name} sees when you call</source>
            <translation>Lo que ve {name} cuando usted llama</translation>
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
            <translation>Hora local allá: {time}. Horario de silencio ({hours}).</translation>
        </message>
        <message>
            <source>{earliest} to {latest}</source>
            <translation>{earliest} a {latest}</translation>
        </message>
        <message>
            <source>{place} · {time} there</source>
            <translation>{place} · hora local: {time}</translation>
        </message>
    </context>
    <context>
        <name>PreferencesModel</name>
        <message>
            <source>Only your company's settings file can change these.</source>
            <translation>Solo el archivo de ajustes de su empresa puede cambiar estos valores.</translation>
        </message>
        <message>
            <source>Set by your company</source>
            <translation>Establecido por su empresa</translation>
        </message>
    </context>
    <context>
        <name>PreferencesPage</name>
        <message>
            <source>Back</source>
            <translation>Regresar</translation>
        </message>
        <message>
            <source>Preferences</source>
            <translation>Preferencias</translation>
        </message>
    </context>
    <context>
        <name>QualityMeter</name>
        <message>
            <source>Sound of the call: {grade}</source>
            <translation>Sonido de la llamada: {grade}</translation>
        </message>
    </context>
    <context>
        <name>RecentsModel</name>
        <message>
            <source>Call to</source>
            <translation>Llamada a</translation>
        </message>
        <message>
            <source>Today</source>
            <translation>Hoy</translation>
        </message>
        <message>
            <source>Yesterday</source>
            <translation>Ayer</translation>
        </message>
        <message>
            <source>as {number} · {why}</source>
            <translation>con {number} · {why}</translation>
        </message>
        <message>
            <source>chosen by you</source>
            <translation>elegido por usted</translation>
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
            <translation>&amp;Copiar el número</translation>
        </message>
        <message>
            <source>&amp;Export as CSV…</source>
            <translation>&amp;Exportar como CSV…</translation>
        </message>
        <message>
            <source>&amp;Note…</source>
            <translation>&amp;Nota…</translation>
        </message>
        <message>
            <source>CSV files (*.csv)</source>
            <translation>Archivos CSV (*.csv)</translation>
        </message>
        <message>
            <source>Call &amp;again</source>
            <translation>Marcar &amp;de nuevo</translation>
        </message>
        <message>
            <source>Enter calls again; the menu key has more.</source>
            <translation>Enter: marcar de nuevo; la tecla Menú ofrece más opciones.</translation>
        </message>
        <message>
            <source>Export your calls</source>
            <translation>Exportar sus llamadas</translation>
        </message>
        <message>
            <source>Find a name, a number, an outcome, a note</source>
            <translation>Buscar un nombre, un número, un resultado o una nota</translation>
        </message>
        <message>
            <source>Find in recents</source>
            <translation>Buscar en las recientes</translation>
        </message>
        <message>
            <source>No call matches “{text}”.</source>
            <translation>Ninguna llamada coincide con “{text}”.</translation>
        </message>
        <message>
            <source>Note on the call to {number}</source>
            <translation>Nota sobre la llamada a {number}</translation>
        </message>
        <message>
            <source>Recent calls</source>
            <translation>Llamadas recientes</translation>
        </message>
        <message>
            <source>Your calls will be listed here, with the number that you showed.</source>
            <translation>Aquí aparecerán sus llamadas, con el número que mostró.</translation>
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
            <translation>Twilio se negó a mostrar {refused}; queda apartado. Elija otro número.</translation>
        </message>
        <message>
            <source>Twilio refused to show {refused}; it is set aside. {number} would be shown now: press Call.</source>
            <translation>Twilio se negó a mostrar {refused}; queda apartado. Ahora se mostraría {number}: presione Marcar.</translation>
        </message>
    </context>
    <context>
        <name>SandboxBanner</name>
        <message>
            <source>Sandbox: a Twilio on this computer. No real telephone rings.</source>
            <translation>Entorno de pruebas: un Twilio en esta computadora. No suena ningún teléfono real.</translation>
        </message>
    </context>
    <context>
        <name>SettingLine</name>
        <message>
            <source>Not set</source>
            <translation>Sin definir</translation>
        </message>
        <message>
            <source>Reset to default</source>
            <translation>Restablecer</translation>
        </message>
        <message>
            <source>Reset “{setting}” to default</source>
            <translation>Restablecer “{setting}” al valor predeterminado</translation>
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
            <translation>Archivo y línea</translation>
        </message>
        <message>
            <source>From</source>
            <translation>Origen</translation>
        </message>
        <message>
            <source>Setting</source>
            <translation>Ajuste</translation>
        </message>
        <message>
            <source>Value</source>
            <translation>Valor</translation>
        </message>
        <message>
            <source>What is locked wins over your own entry in the company's file, that over what you chose, that over the company's suggestion, that over what is built in.</source>
            <translation>Lo bloqueado prevalece sobre su propia entrada en el archivo de la empresa; esta, sobre lo que usted eligió; lo elegido, sobre la sugerencia de la empresa, y esta, sobre el valor de fábrica.</translation>
        </message>
        <message>
            <source>Where do my settings come from?</source>
            <translation>¿De dónde vienen mis ajustes?</translation>
        </message>
    </context>
    <context>
        <name>Sheet</name>
        <message>
            <source>&amp;Copy</source>
            <translation>&amp;Copiar</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Cerrar</translation>
        </message>
        <message>
            <source>Copied</source>
            <translation>Copiado</translation>
        </message>
        <message>
            <source>Find</source>
            <translation>Buscar</translation>
        </message>
        <message>
            <source>Find in this table</source>
            <translation>Buscar en esta tabla</translation>
        </message>
    </context>
    <context>
        <name>ShortcutSheet</name>
        <message>
            <source>Call the number</source>
            <translation>Marcar el número</translation>
        </message>
        <message>
            <source>Choose among the suggestions</source>
            <translation>Elegir entre las sugerencias</translation>
        </message>
        <message>
            <source>Clear the field</source>
            <translation>Vaciar el campo</translation>
        </message>
        <message>
            <source>Close the list</source>
            <translation>Cerrar la lista</translation>
        </message>
        <message>
            <source>Everything can be done by keyboard. Alt opens the menus.</source>
            <translation>Todo se puede hacer con el teclado. Alt abre los menús.</translation>
        </message>
        <message>
            <source>Fill in the chosen suggestion</source>
            <translation>Usar la sugerencia elegida</translation>
        </message>
        <message>
            <source>Fill in the number, or call it</source>
            <translation>Poner el número en el campo, o marcar</translation>
        </message>
        <message>
            <source>Go back</source>
            <translation>Regresar</translation>
        </message>
        <message>
            <source>Key</source>
            <translation>Tecla</translation>
        </message>
        <message>
            <source>Keyboard shortcuts</source>
            <translation>Atajos de teclado</translation>
        </message>
        <message>
            <source>Keypad</source>
            <translation>Teclado</translation>
        </message>
        <message>
            <source>List of caller IDs</source>
            <translation>Lista de identificadores de llamadas</translation>
        </message>
        <message>
            <source>Move</source>
            <translation>Desplazarse</translation>
        </message>
        <message>
            <source>Move between the keys</source>
            <translation>Desplazarse entre las teclas</translation>
        </message>
        <message>
            <source>Number to call</source>
            <translation>Número a marcar</translation>
        </message>
        <message>
            <source>Open the list</source>
            <translation>Abrir la lista</translation>
        </message>
        <message>
            <source>Pin or unpin</source>
            <translation>Fijar o soltar</translation>
        </message>
        <message>
            <source>Preferences and sign-in</source>
            <translation>Preferencias e inicio de sesión</translation>
        </message>
        <message>
            <source>Press the key; hold 0 for +</source>
            <translation>Presionar la tecla; mantener 0 para +</translation>
        </message>
        <message>
            <source>Recents and contacts</source>
            <translation>Recientes y contactos</translation>
        </message>
        <message>
            <source>Refresh the numbers</source>
            <translation>Actualizar los números</translation>
        </message>
        <message>
            <source>Show this number</source>
            <translation>Mostrar este número</translation>
        </message>
        <message>
            <source>Show this number in this call only</source>
            <translation>Mostrar este número solo en esta llamada</translation>
        </message>
        <message>
            <source>What</source>
            <translation>Qué</translation>
        </message>
        <message>
            <source>Where</source>
            <translation>Dónde</translation>
        </message>
    </context>
    <context>
        <name>SidePages</name>
        <message>
            <source>Pages</source>
            <translation>Páginas</translation>
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
            <translation>Una dirección SIP o un número de teléfono con +.</translation>
        </message>
        <message>
            <source>API key SID</source>
            <translation>SID de la clave de API</translation>
        </message>
        <message>
            <source>API key secret</source>
            <translation>Secreto de la clave de API</translation>
        </message>
        <message>
            <source>Account SID</source>
            <translation>SID de la cuenta</translation>
        </message>
        <message>
            <source>As your supervisor knows it.</source>
            <translation>Tal como lo conoce su supervisor.</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>Regresar</translation>
        </message>
        <message>
            <source>Kept in this computer's keyring, nowhere else.</source>
            <translation>Se guarda solo en el llavero de esta computadora.</translation>
        </message>
        <message>
            <source>On the first page of the Twilio Console.</source>
            <translation>En la primera página de la consola de Twilio.</translation>
        </message>
        <message>
            <source>Sign in</source>
            <translation>Iniciar sesión</translation>
        </message>
        <message>
            <source>Sign in to your company's Twilio account</source>
            <translation>Inicie sesión en la cuenta de Twilio de su empresa</translation>
        </message>
        <message>
            <source>Signing in…</source>
            <translation>Iniciando sesión…</translation>
        </message>
        <message>
            <source>The key's SID starts with SK.</source>
            <translation>El SID de la clave empieza con SK.</translation>
        </message>
        <message>
            <source>Try it in the sandbox</source>
            <translation>Probar en el entorno de pruebas</translation>
        </message>
        <message>
            <source>Where does your phone ring?</source>
            <translation>¿Dónde suena su teléfono?</translation>
        </message>
        <message>
            <source>Your name</source>
            <translation>Su nombre</translation>
        </message>
    </context>
    <context>
        <name>SoundModel</name>
        <message>
            <source>As the system is set</source>
            <translation>Según el sistema</translation>
        </message>
        <message>
            <source>Microphone</source>
            <translation>Micrófono</translation>
        </message>
        <message>
            <source>Other calls ring at</source>
            <translation>Las demás llamadas suenan en</translation>
        </message>
        <message>
            <source>Speaker</source>
            <translation>Bocina</translation>
        </message>
        <message>
            <source>{device} (not plugged in)</source>
            <translation>{device} (no conectado)</translation>
        </message>
    </context>
    <context>
        <name>SoundSection</name>
        <message>
            <source>End the test</source>
            <translation>Terminar la prueba</translation>
        </message>
        <message>
            <source>Let it ring</source>
            <translation>Probar el timbre</translation>
        </message>
        <message>
            <source>Level of the microphone</source>
            <translation>Nivel del micrófono</translation>
        </message>
        <message>
            <source>Sound</source>
            <translation>Sonido</translation>
        </message>
        <message>
            <source>Stop ringing</source>
            <translation>Detener el timbre</translation>
        </message>
        <message>
            <source>Take echo and noise off my voice</source>
            <translation>Quitar el eco y el ruido de mi voz</translation>
        </message>
        <message>
            <source>Test my line…</source>
            <translation>Probar mi línea…</translation>
        </message>
        <message>
            <source>Test the microphone</source>
            <translation>Probar el micrófono</translation>
        </message>
        <message>
            <source>Turn it off if your headset does that already.</source>
            <translation>Desactívelo si su diadema ya lo hace.</translation>
        </message>
        <message>
            <source>Volume of the customer's voice</source>
            <translation>Volumen de la voz del cliente</translation>
        </message>
        <message>
            <source>Volume of the ring</source>
            <translation>Volumen del timbre</translation>
        </message>
    </context>
    <context>
        <name>StatusLine</name>
        <message>
            <source>Loading the numbers…</source>
            <translation>Cargando los números…</translation>
        </message>
        <message>
            <source>No numbers yet</source>
            <translation>Aún no hay números</translation>
        </message>
        <message>
            <source>Read the account's numbers from Twilio again (F5 in the list)</source>
            <translation>Volver a leer de Twilio los números de la cuenta (F5 en la lista)</translation>
        </message>
        <message>
            <source>Refresh</source>
            <translation>Actualizar</translation>
        </message>
        <message>
            <source>{agent} · some settings are set by {company}</source>
            <translation>{agent} · algunos ajustes los establece {company}</translation>
        </message>
        <message>
            <source>{count} numbers, refreshed {when}</source>
            <translation>{count} números, actualización: {when}</translation>
        </message>
    </context>
    <context>
        <name>SuggestionsPopup</name>
        <message>
            <source>Suggestions</source>
            <translation>Sugerencias</translation>
        </message>
    </context>
    <context>
        <name>SupportDialog</name>
        <message>
            <source>&amp;Save as…</source>
            <translation>&amp;Guardar como…</translation>
        </message>
        <message>
            <source>(empty)</source>
            <translation>(vacío)</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Cerrar</translation>
        </message>
        <message>
            <source>Files of the report</source>
            <translation>Archivos del informe</translation>
        </message>
        <message>
            <source>Report for support</source>
            <translation>Informe para soporte técnico</translation>
        </message>
        <message>
            <source>Save the report</source>
            <translation>Guardar el informe</translation>
        </message>
        <message>
            <source>The report is being put together.</source>
            <translation>Se está preparando el informe.</translation>
        </message>
        <message>
            <source>These files are what is saved, nothing more. Telephone numbers, account identifiers and secrets were taken out. Nothing is sent: hand the file on yourself.</source>
            <translation>Se guardan estos archivos y nada más. Se quitaron los números de teléfono, los identificadores de la cuenta y los secretos. No se envía nada: el archivo lo entrega usted.</translation>
        </message>
        <message>
            <source>Zip files (*.zip)</source>
            <translation>Archivos ZIP (*.zip)</translation>
        </message>
    </context>
    <context>
        <name>SupportModel</name>
        <message>
            <source>Saved as {path}.</source>
            <translation>Guardado como {path}.</translation>
        </message>
    </context>
    <context>
        <name>TeamChangeBar</name>
        <message>
            <source>&amp;Pinned: they cannot change it</source>
            <translation>&amp;Fijado: no pueden cambiarlo</translation>
        </message>
        <message>
            <source>&amp;Set</source>
            <translation>E&amp;stablecer</translation>
        </message>
        <message>
            <source>&amp;Undo</source>
            <translation>&amp;Deshacer</translation>
        </message>
        <message>
            <source>A change is under way.</source>
            <translation>Hay un cambio en curso.</translation>
        </message>
        <message>
            <source>Agents done</source>
            <translation>Agentes procesados</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Cancelar</translation>
        </message>
        <message>
            <source>Cancelling…</source>
            <translation>Cancelando…</translation>
        </message>
        <message>
            <source>Choose a number first.</source>
            <translation>Primero elija un número.</translation>
        </message>
        <message>
            <source>Details…</source>
            <translation>Detalles…</translation>
        </message>
        <message>
            <source>Enter: choose · Ctrl+P: keep at the top · Esc: close</source>
            <translation>Enter: elegir · Ctrl+P: mantener arriba · Esc: cerrar</translation>
        </message>
        <message>
            <source>Number to set: {number}</source>
            <translation>Número a establecer: {number}</translation>
        </message>
        <message>
            <source>Numbers of the account</source>
            <translation>Números de la cuenta</translation>
        </message>
        <message>
            <source>Preview…</source>
            <translation>Vista previa…</translation>
        </message>
        <message>
            <source>Reason</source>
            <translation>Motivo</translation>
        </message>
        <message>
            <source>Reason: the agents read it</source>
            <translation>Motivo: lo leen los agentes</translation>
        </message>
        <message>
            <source>See what it means for whom (Ctrl+Enter)</source>
            <translation>Ver qué significa para cada uno (Ctrl+Enter)</translation>
        </message>
        <message>
            <source>Select agents in the table first.</source>
            <translation>Primero seleccione agentes en la tabla.</translation>
        </message>
        <message>
            <source>Select agents with Shift or Ctrl; Ctrl+A selects all that are shown.</source>
            <translation>Seleccione agentes con Mayús o Ctrl; Ctrl+A selecciona todos los que se muestran.</translation>
        </message>
        <message>
            <source>Take back: {change}</source>
            <translation>Deshacer: {change}</translation>
        </message>
        <message>
            <source>Take back: {change} (Ctrl+Z)</source>
            <translation>Deshacer: {change} (Ctrl+Z)</translation>
        </message>
        <message>
            <source>The agents read it, and it stands in the record.</source>
            <translation>Lo leen los agentes y consta en el registro.</translation>
        </message>
        <message>
            <source>choose a number</source>
            <translation>elegir un número</translation>
        </message>
        <message>
            <source>none yet</source>
            <translation>ninguno todavía</translation>
        </message>
        <message>
            <source>{count} of {total} agents selected.</source>
            <translation>Agentes seleccionados: {count} de {total}.</translation>
        </message>
        <message>
            <source>{done} of {total} agents</source>
            <translation>Agentes: {done} de {total}</translation>
        </message>
    </context>
    <context>
        <name>TeamMenu</name>
        <message>
            <source>&amp;Open the team</source>
            <translation>&amp;Abrir el equipo</translation>
        </message>
        <message>
            <source>&amp;Team</source>
            <translation>E&amp;quipo</translation>
        </message>
    </context>
    <context>
        <name>TeamModel</name>
        <message>
            <source>Changed again by somebody since: {count}.</source>
            <translation>Cambiados después por otra persona: {count}.</translation>
        </message>
    </context>
    <context>
        <name>TeamNumbersModel</name>
        <message>
            <source>Default (automatic)</source>
            <translation>Predeterminado (automático)</translation>
        </message>
        <message>
            <source>Nothing: clear what was set</source>
            <translation>Ninguno: borrar lo establecido</translation>
        </message>
        <message>
            <source>The company's settings decide again.</source>
            <translation>Vuelven a decidir los ajustes de la empresa.</translation>
        </message>
        <message>
            <source>The rules choose for each call.</source>
            <translation>Las reglas eligen en cada llamada.</translation>
        </message>
    </context>
    <context>
        <name>TeamPage</name>
        <message>
            <source>&amp;Choose the number to set</source>
            <translation>Elegir el &amp;número a establecer</translation>
        </message>
        <message>
            <source>&amp;Export the record as CSV…</source>
            <translation>&amp;Exportar el registro como CSV…</translation>
        </message>
        <message>
            <source>&amp;Find</source>
            <translation>&amp;Buscar</translation>
        </message>
        <message>
            <source>&amp;Record of changes</source>
            <translation>&amp;Registro de cambios</translation>
        </message>
        <message>
            <source>&amp;Undo the latest change</source>
            <translation>&amp;Deshacer el último cambio</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>Regresar</translation>
        </message>
        <message>
            <source>Find an agent, a ring group, a caller ID, a name</source>
            <translation>Buscar un agente, un grupo de timbrado, un identificador de llamadas o un nombre</translation>
        </message>
        <message>
            <source>Find in the team</source>
            <translation>Buscar en el equipo</translation>
        </message>
        <message>
            <source>No agent matches “{text}”.</source>
            <translation>Ningún agente coincide con “{text}”.</translation>
        </message>
        <message>
            <source>Pre&amp;view…</source>
            <translation>&amp;Vista previa…</translation>
        </message>
        <message>
            <source>Read &amp;again</source>
            <translation>&amp;Leer de nuevo</translation>
        </message>
        <message>
            <source>Read again</source>
            <translation>Leer de nuevo</translation>
        </message>
        <message>
            <source>Reading the team from TaskRouter…</source>
            <translation>Leyendo el equipo de TaskRouter…</translation>
        </message>
        <message>
            <source>Team</source>
            <translation>Equipo</translation>
        </message>
        <message>
            <source>The TaskRouter workspace has no workers. Add one for each agent, with the agent's name, in the Twilio Console.</source>
            <translation>El espacio de trabajo de TaskRouter no tiene workers. Agregue uno por cada agente, con el nombre del agente, en la consola de Twilio.</translation>
        </message>
        <message>
            <source>The team could not be read. {problem}</source>
            <translation>No se pudo leer el equipo. {problem}</translation>
        </message>
        <message>
            <source>{count} agents · as of {time}</source>
            <translation>Agentes: {count} · a las {time}</translation>
        </message>
        <message>
            <source>{count} agents · reading again…</source>
            <translation>Agentes: {count} · leyendo de nuevo…</translation>
        </message>
    </context>
    <context>
        <name>TeamRows</name>
        <message>
            <source>Agent</source>
            <translation>Agente</translation>
        </message>
        <message>
            <source>Automated</source>
            <translation>Automático</translation>
        </message>
        <message>
            <source>By</source>
            <translation>Por</translation>
        </message>
        <message>
            <source>Caller ID</source>
            <translation>Identificador de llamadas</translation>
        </message>
        <message>
            <source>Customized</source>
            <translation>Personalizado</translation>
        </message>
        <message>
            <source>Mode</source>
            <translation>Modo</translation>
        </message>
        <message>
            <source>Now</source>
            <translation>Ahora</translation>
        </message>
        <message>
            <source>Pinned</source>
            <translation>Fijado</translation>
        </message>
        <message>
            <source>Ring groups</source>
            <translation>Grupos de timbrado</translation>
        </message>
        <message>
            <source>Since</source>
            <translation>Desde</translation>
        </message>
        <message>
            <source>Until</source>
            <translation>Hasta</translation>
        </message>
        <message>
            <source>Why</source>
            <translation>Motivo</translation>
        </message>
        <message>
            <source>none: every call asks</source>
            <translation>ninguno: se pregunta en cada llamada</translation>
        </message>
        <message>
            <source>nothing</source>
            <translation>vacío</translation>
        </message>
        <message>
            <source>on a call</source>
            <translation>en llamada</translation>
        </message>
        <message>
            <source>one fixed number</source>
            <translation>un solo número fijo</translation>
        </message>
        <message>
            <source>pinned</source>
            <translation>fijado</translation>
        </message>
    </context>
    <context>
        <name>TeamSheets</name>
        <message>
            <source>&amp;Apply to {count}</source>
            <translation>&amp;Aplicar a {count}</translation>
        </message>
        <message>
            <source>&amp;Export as CSV…</source>
            <translation>&amp;Exportar como CSV…</translation>
        </message>
        <message>
            <source>Agent</source>
            <translation>Agente</translation>
        </message>
        <message>
            <source>By</source>
            <translation>Por</translation>
        </message>
        <message>
            <source>CSV files (*.csv)</source>
            <translation>Archivos CSV (*.csv)</translation>
        </message>
        <message>
            <source>Caller ID</source>
            <translation>Identificador de llamadas</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Cancelar</translation>
        </message>
        <message>
            <source>Changes of caller IDs</source>
            <translation>Cambios de identificadores de llamadas</translation>
        </message>
        <message>
            <source>Changes of {agent}'s caller ID</source>
            <translation>Cambios del identificador de llamadas de {agent}</translation>
        </message>
        <message>
            <source>Export the record of changes</source>
            <translation>Exportar el registro de cambios</translation>
        </message>
        <message>
            <source>From</source>
            <translation>Antes</translation>
        </message>
        <message>
            <source>Now</source>
            <translation>Ahora</translation>
        </message>
        <message>
            <source>Pinned</source>
            <translation>Fijado</translation>
        </message>
        <message>
            <source>Preview of the change</source>
            <translation>Vista previa del cambio</translation>
        </message>
        <message>
            <source>Result</source>
            <translation>Resultado</translation>
        </message>
        <message>
            <source>The latest first. Each worker at TaskRouter keeps ten; this machine keeps all it has seen.</source>
            <translation>Primero los más recientes. Cada worker de TaskRouter guarda diez; este equipo guarda todos los que ha visto.</translation>
        </message>
        <message>
            <source>Then</source>
            <translation>Después</translation>
        </message>
        <message>
            <source>There is nobody for whom this would change anything.</source>
            <translation>Esto no cambiaría nada para nadie.</translation>
        </message>
        <message>
            <source>Those to look at come first.</source>
            <translation>Primero, los que conviene revisar.</translation>
        </message>
        <message>
            <source>To</source>
            <translation>Después</translation>
        </message>
        <message>
            <source>To know</source>
            <translation>Observaciones</translation>
        </message>
        <message>
            <source>Until</source>
            <translation>Hasta</translation>
        </message>
        <message>
            <source>What became of the change</source>
            <translation>Resultado del cambio</translation>
        </message>
        <message>
            <source>What happens</source>
            <translation>Qué pasa</translation>
        </message>
        <message>
            <source>When</source>
            <translation>Cuándo</translation>
        </message>
        <message>
            <source>Why</source>
            <translation>Motivo</translation>
        </message>
        <message>
            <source>caller IDs.csv</source>
            <translation>identificadores de llamadas.csv</translation>
        </message>
    </context>
    <context>
        <name>TeamTableView</name>
        <message>
            <source>Agents</source>
            <translation>Agentes</translation>
        </message>
        <message>
            <source>Shift or Ctrl selects many; the menu key has more.</source>
            <translation>Mayús o Ctrl seleccionan varios; la tecla Menú ofrece más opciones.</translation>
        </message>
    </context>
    <context>
        <name>TeamWords</name>
        <message>
            <source>Clear what was set</source>
            <translation>Borrar lo establecido</translation>
        </message>
        <message>
            <source>by itself</source>
            <translation>automáticamente</translation>
        </message>
        <message>
            <source>changed</source>
            <translation>cambiado</translation>
        </message>
        <message>
            <source>changed by somebody else</source>
            <translation>cambiado por otra persona</translation>
        </message>
        <message>
            <source>changes</source>
            <translation>cambia</translation>
        </message>
        <message>
            <source>failed</source>
            <translation>error</translation>
        </message>
        <message>
            <source>has it already</source>
            <translation>ya lo tiene</translation>
        </message>
        <message>
            <source>may not use it</source>
            <translation>no puede usarlo</translation>
        </message>
        <message>
            <source>needed no change</source>
            <translation>no necesitaba cambios</translation>
        </message>
        <message>
            <source>not done</source>
            <translation>no realizado</translation>
        </message>
        <message>
            <source>nothing</source>
            <translation>ninguno</translation>
        </message>
        <message>
            <source>pinned</source>
            <translation>fijado</translation>
        </message>
        <message>
            <source>stays as it is: {why}</source>
            <translation>sigue igual: {why}</translation>
        </message>
        <message>
            <source>{count} changed.</source>
            <translation>Cambiados: {count}.</translation>
        </message>
        <message>
            <source>{count} failed.</source>
            <translation>Con error: {count}.</translation>
        </message>
        <message>
            <source>{count} have it already: nothing changes for them.</source>
            <translation>Ya lo tienen, sin cambios: {count}.</translation>
        </message>
        <message>
            <source>{count} may not use it and stay as they are.</source>
            <translation>No pueden usarlo y siguen igual: {count}.</translation>
        </message>
        <message>
            <source>{count} may not use it and stay as they are; the reasons are below.</source>
            <translation>No pueden usarlo y siguen igual (motivos más abajo): {count}.</translation>
        </message>
        <message>
            <source>{count} needed no change.</source>
            <translation>No necesitaban cambios: {count}.</translation>
        </message>
        <message>
            <source>{count} put back.</source>
            <translation>Restablecidos: {count}.</translation>
        </message>
        <message>
            <source>{count} were changed by somebody else meanwhile, and that stays.</source>
            <translation>Cambiados mientras tanto por otra persona, y así quedan: {count}.</translation>
        </message>
        <message>
            <source>{count} were not done.</source>
            <translation>No realizados: {count}.</translation>
        </message>
        <message>
            <source>{count} will change.</source>
            <translation>Cambiarán: {count}.</translation>
        </message>
        <message>
            <source>{what}, for good</source>
            <translation>{what}, sin límite</translation>
        </message>
        <message>
            <source>{what}, for good, pinned</source>
            <translation>{what}, sin límite, fijado</translation>
        </message>
        <message>
            <source>{what}, until {until}</source>
            <translation>{what}, hasta {until}</translation>
        </message>
        <message>
            <source>{what}, until {until}, pinned</source>
            <translation>{what}, hasta {until}, fijado</translation>
        </message>
    </context>
    <context>
        <name>TonePad</name>
        <message>
            <source>Digits that you type now go to the call.</source>
            <translation>Los dígitos que escriba ahora se envían a la llamada.</translation>
        </message>
        <message>
            <source>Keypad tones</source>
            <translation>Tonos del teclado</translation>
        </message>
        <message>
            <source>Tones sent: {heard}</source>
            <translation>Tonos enviados: {heard}</translation>
        </message>
        <message>
            <source>Tones sent: {heard}. Sending {waiting}…</source>
            <translation>Tonos enviados: {heard}. Enviando {waiting}…</translation>
        </message>
        <message>
            <source>Type the digits, or press the keys: they go to the call.</source>
            <translation>Escriba los dígitos o presione las teclas: se envían a la llamada.</translation>
        </message>
    </context>
    <context>
        <name>Tray</name>
        <message>
            <source>&amp;Hang up</source>
            <translation>&amp;Colgar</translation>
        </message>
        <message>
            <source>&amp;Mute</source>
            <translation>Silenciar el &amp;micrófono</translation>
        </message>
        <message>
            <source>&amp;Open Softphone</source>
            <translation>&amp;Abrir Softphone</translation>
        </message>
        <message>
            <source>&amp;Quit</source>
            <translation>&amp;Salir</translation>
        </message>
        <message>
            <source>&amp;Redial</source>
            <translation>&amp;Volver a marcar</translation>
        </message>
        <message>
            <source>Call from the &amp;clipboard</source>
            <translation>Marcar desde el &amp;portapapeles</translation>
        </message>
    </context>
    <context>
        <name>TrayMenu</name>
        <message>
            <source>Call from the &amp;clipboard: {number}</source>
            <translation>Marcar desde el &amp;portapapeles: {number}</translation>
        </message>
        <message>
            <source>No number on the clipboard</source>
            <translation>No hay ningún número en el portapapeles</translation>
        </message>
        <message>
            <source>Softphone</source>
            <translation>Softphone</translation>
        </message>
        <message>
            <source>Softphone: calling {number}</source>
            <translation>Softphone: marcando a {number}</translation>
        </message>
        <message>
            <source>Softphone: nobody is signed in</source>
            <translation>Softphone: sin sesión iniciada</translation>
        </message>
        <message>
            <source>Softphone: talking to {number}</source>
            <translation>Softphone: hablando con {number}</translation>
        </message>
        <message>
            <source>Softphone: talking to {number}, muted</source>
            <translation>Softphone: hablando con {number}, micrófono silenciado</translation>
        </message>
    </context>
    <context>
        <name>Until</name>
        <message>
            <source>For how long</source>
            <translation>Por cuánto tiempo</translation>
        </message>
        <message>
            <source>Until</source>
            <translation>Hasta</translation>
        </message>
        <message>
            <source>for 1 hour</source>
            <translation>por 1 hora</translation>
        </message>
        <message>
            <source>for good</source>
            <translation>sin límite</translation>
        </message>
        <message>
            <source>until another time…</source>
            <translation>hasta otro momento…</translation>
        </message>
        <message>
            <source>until today, 18:00</source>
            <translation>hasta hoy, 18:00</translation>
        </message>
        <message>
            <source>until tomorrow, 18:00</source>
            <translation>hasta mañana, 18:00</translation>
        </message>
        <message>
            <source>until {time}</source>
            <translation>hasta el {time}</translation>
        </message>
    </context>
    <context>
        <name>WelcomePage</name>
        <message>
            <source>&amp;Sign in…</source>
            <translation>Iniciar &amp;sesión…</translation>
        </message>
        <message>
            <source>&amp;Try it in the sandbox</source>
            <translation>&amp;Probar en el entorno de pruebas</translation>
        </message>
        <message>
            <source>A company of its own on this computer: call and look around, no real telephone rings.</source>
            <translation>Una empresa ficticia en esta computadora: llame y explore, no suena ningún teléfono real.</translation>
        </message>
        <message>
            <source>Use your company's Twilio account; your supervisor has what it asks for.</source>
            <translation>Use la cuenta de Twilio de su empresa; su supervisor tiene los datos que se piden.</translation>
        </message>
        <message>
            <source>Welcome to Softphone</source>
            <translation>Le damos la bienvenida a Softphone</translation>
        </message>
    </context>
    <context>
        <name>WhyModel</name>
        <message>
            <source>The list of numbers was read from Twilio on {when}.</source>
            <translation>La lista de números se leyó de Twilio el {when}.</translation>
        </message>
        <message>
            <source>{number}: {why}</source>
            <translation>{number}: {why}</translation>
        </message>
        <message>
            <source>{why}. By the rules alone it would be:</source>
            <translation>{why}. Solo según las reglas sería:</translation>
        </message>
    </context>
    <context>
        <name>WhyPopup</name>
        <message>
            <source>Numbers passed over</source>
            <translation>Números descartados</translation>
        </message>
        <message>
            <source>Passed over</source>
            <translation>Descartados</translation>
        </message>
        <message>
            <source>Why this number?</source>
            <translation>¿Por qué este número?</translation>
        </message>
        <message>
            <source>found</source>
            <translation>encontrado</translation>
        </message>
        <message>
            <source>nobody</source>
            <translation>ninguno</translation>
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
            <translation>00 se leyó como +.</translation>
        </message>
        <message>
            <source>15 was read as the 9 of Argentina's mobiles.</source>
            <translation>El 15 se leyó como el 9 de los celulares de Argentina.</translation>
        </message>
        <message>
            <source>A SIP address, a phone number, or client: and a name.</source>
            <translation>Una dirección SIP, un número de teléfono, o client: y un nombre.</translation>
        </message>
        <message>
            <source>A contact needs a telephone number.</source>
            <translation>Un contacto necesita un número de teléfono.</translation>
        </message>
        <message>
            <source>A new one is asked for by itself. If this stays, look at this computer's clock.</source>
            <translation>Se pide uno nuevo automáticamente. Si el problema continúa, revise el reloj de esta computadora.</translation>
        </message>
        <message>
            <source>A newer version of this program may know better; tell its makers.</source>
            <translation>Quizá una versión más nueva lo sepa; avise a quienes hacen el programa.</translation>
        </message>
        <message>
            <source>A quotation mark is opened here and not closed.</source>
            <translation>Aquí se abren unas comillas que no se cierran.</translation>
        </message>
        <message>
            <source>A sandbox must be on this machine; “{url}” is not.</source>
            <translation>El entorno de pruebas debe estar en este equipo; “{url}” no lo está.</translation>
        </message>
        <message>
            <source>A short code cannot be called.</source>
            <translation>No se puede llamar a un número corto.</translation>
        </message>
        <message>
            <source>A system library that audio in the app needs is missing.</source>
            <translation>Falta una biblioteca del sistema necesaria para el audio en la aplicación.</translation>
        </message>
        <message>
            <source>A trial account calls verified numbers only.</source>
            <translation>Una cuenta de prueba solo llama a números verificados.</translation>
        </message>
        <message>
            <source>A trial account cannot do this.</source>
            <translation>Una cuenta de prueba no permite hacer esto.</translation>
        </message>
        <message>
            <source>A web page came in place of Twilio's answer: this network may want you to sign in first.</source>
            <translation>En lugar de la respuesta de Twilio llegó una página web: quizá esta red pida iniciar sesión antes.</translation>
        </message>
        <message>
            <source>API key SID</source>
            <translation>SID de la clave de API</translation>
        </message>
        <message>
            <source>Account</source>
            <translation>Cuenta</translation>
        </message>
        <message>
            <source>Account SID</source>
            <translation>SID de la cuenta</translation>
        </message>
        <message>
            <source>Acre</source>
            <translation>Acre</translation>
        </message>
        <message>
            <source>Afghanistan</source>
            <translation>Afganistán</translation>
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
            <translation>Albania</translation>
        </message>
        <message>
            <source>Alberta</source>
            <translation>Alberta</translation>
        </message>
        <message>
            <source>Algeria</source>
            <translation>Argelia</translation>
        </message>
        <message>
            <source>Allow it in the system's privacy settings, then call again.</source>
            <translation>Permítalo en la configuración de privacidad del sistema y vuelva a marcar.</translation>
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
            <translation>Samoa Americana</translation>
        </message>
        <message>
            <source>An administrator can allow it under Voice, Geographic permissions in the Twilio Console.</source>
            <translation>Un administrador puede permitirlo en Voice, Geographic permissions, en la consola de Twilio.</translation>
        </message>
        <message>
            <source>An administrator can correct it in the company's settings.</source>
            <translation>Un administrador puede corregirlo en los ajustes de la empresa.</translation>
        </message>
        <message>
            <source>An administrator can give the key that permission.</source>
            <translation>Un administrador puede darle ese permiso a la clave.</translation>
        </message>
        <message>
            <source>An administrator can put the worker's attributes right: they must be a JSON object.</source>
            <translation>Un administrador puede corregir los atributos del worker: deben ser un objeto JSON.</translation>
        </message>
        <message>
            <source>An answer pointed to an address that is not Twilio's, and was not followed.</source>
            <translation>Una respuesta llevaba a una dirección que no es de Twilio y no se siguió.</translation>
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
            <translation>Anguila</translation>
        </message>
        <message>
            <source>Antigua &amp; Barbuda</source>
            <translation>Antigua y Barbuda</translation>
        </message>
        <message>
            <source>Any number of the account</source>
            <translation>Cualquier número de la cuenta</translation>
        </message>
        <message>
            <source>Argentina</source>
            <translation>Argentina</translation>
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
            <translation>Armenia</translation>
        </message>
        <message>
            <source>Aruba</source>
            <translation>Aruba</translation>
        </message>
        <message>
            <source>As the system</source>
            <translation>Como el sistema</translation>
        </message>
        <message>
            <source>As your supervisor knows it, e.g. ana.</source>
            <translation>Tal como lo conoce su supervisor, p. ej. ana.</translation>
        </message>
        <message>
            <source>Ascension Island</source>
            <translation>Isla Ascensión</translation>
        </message>
        <message>
            <source>Ask the person who manages your Twilio account.</source>
            <translation>Consulte a quien administra su cuenta de Twilio.</translation>
        </message>
        <message>
            <source>Ask whoever runs your network for a proxy with a password, or for an exception.</source>
            <translation>Pida a quien administra la red un proxy con contraseña o una excepción.</translation>
        </message>
        <message>
            <source>Ask whoever runs your network to allow Twilio's voice media.</source>
            <translation>Pídale a quien administra su red que permita el tráfico de voz de Twilio.</translation>
        </message>
        <message>
            <source>Ask whoever runs your network to allow api.twilio.com.</source>
            <translation>Pida a quien administra la red que permita api.twilio.com.</translation>
        </message>
        <message>
            <source>Ask whoever runs your network to install their certificate, or set SSL_CERT_FILE.</source>
            <translation>Pida a quien administra la red que instale su certificado, o indique SSL_CERT_FILE.</translation>
        </message>
        <message>
            <source>Ask whoever runs your network; the proxy is set in HTTPS_PROXY.</source>
            <translation>Pregunte a quien administra la red; el proxy está en HTTPS_PROXY.</translation>
        </message>
        <message>
            <source>Ask {by}.</source>
            <translation>Consulte a {by}.</translation>
        </message>
        <message>
            <source>Audio in the app is not installed.</source>
            <translation>El audio en la aplicación no está instalado.</translation>
        </message>
        <message>
            <source>Audio in the app is off: your calls ring at another phone.</source>
            <translation>El audio en la aplicación está desactivado: sus llamadas suenan en otro teléfono.</translation>
        </message>
        <message>
            <source>Australia</source>
            <translation>Australia</translation>
        </message>
        <message>
            <source>Australia (AU1)</source>
            <translation>Australia (AU1)</translation>
        </message>
        <message>
            <source>Austria</source>
            <translation>Austria</translation>
        </message>
        <message>
            <source>Automated uses verified numbers</source>
            <translation>El modo Automático usa números verificados</translation>
        </message>
        <message>
            <source>Azerbaijan</source>
            <translation>Azerbaiyán</translation>
        </message>
        <message>
            <source>Bad</source>
            <translation>Mal</translation>
        </message>
        <message>
            <source>Bahamas</source>
            <translation>Bahamas</translation>
        </message>
        <message>
            <source>Bahia</source>
            <translation>Bahía</translation>
        </message>
        <message>
            <source>Bahrain</source>
            <translation>Baréin</translation>
        </message>
        <message>
            <source>Bangladesh</source>
            <translation>Bangladés</translation>
        </message>
        <message>
            <source>Barbados</source>
            <translation>Barbados</translation>
        </message>
        <message>
            <source>Belarus</source>
            <translation>Bielorrusia</translation>
        </message>
        <message>
            <source>Belgium</source>
            <translation>Bélgica</translation>
        </message>
        <message>
            <source>Belize</source>
            <translation>Belice</translation>
        </message>
        <message>
            <source>Benin</source>
            <translation>Benín</translation>
        </message>
        <message>
            <source>Bermuda</source>
            <translation>Bermudas</translation>
        </message>
        <message>
            <source>Bhutan</source>
            <translation>Bután</translation>
        </message>
        <message>
            <source>Bolivia</source>
            <translation>Bolivia</translation>
        </message>
        <message>
            <source>Bosnia &amp; Herzegovina</source>
            <translation>Bosnia y Herzegovina</translation>
        </message>
        <message>
            <source>Botswana</source>
            <translation>Botsuana</translation>
        </message>
        <message>
            <source>Brazil</source>
            <translation>Brasil</translation>
        </message>
        <message>
            <source>British Columbia</source>
            <translation>Columbia Británica</translation>
        </message>
        <message>
            <source>British Indian Ocean Territory</source>
            <translation>Territorio Británico del Océano Índico</translation>
        </message>
        <message>
            <source>British Virgin Islands</source>
            <translation>Islas Vírgenes Británicas</translation>
        </message>
        <message>
            <source>Brunei</source>
            <translation>Brunéi</translation>
        </message>
        <message>
            <source>Build it where npm is installed, or choose another phone under Account.</source>
            <translation>Compílelo donde esté instalado npm o elija otro teléfono en Cuenta.</translation>
        </message>
        <message>
            <source>Built in</source>
            <translation>De fábrica</translation>
        </message>
        <message>
            <source>Bulgaria</source>
            <translation>Bulgaria</translation>
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
            <translation>California</translation>
        </message>
        <message>
            <source>Call again.</source>
            <translation>Vuelva a marcar.</translation>
        </message>
        <message>
            <source>Call again?</source>
            <translation>¿Volver a marcar?</translation>
        </message>
        <message>
            <source>Caller ID</source>
            <translation>Identificador de llamadas</translation>
        </message>
        <message>
            <source>Calling is switched off for this Twilio account.</source>
            <translation>Las llamadas están desactivadas en esta cuenta de Twilio.</translation>
        </message>
        <message>
            <source>Calls will be hard to follow on this line at the moment.</source>
            <translation>En este momento será difícil entender las llamadas en esta línea.</translation>
        </message>
        <message>
            <source>Cambodia</source>
            <translation>Camboya</translation>
        </message>
        <message>
            <source>Cameroon</source>
            <translation>Camerún</translation>
        </message>
        <message>
            <source>Canada</source>
            <translation>Canadá</translation>
        </message>
        <message>
            <source>Cancelled.</source>
            <translation>Cancelado.</translation>
        </message>
        <message>
            <source>Cape Verde</source>
            <translation>Cabo Verde</translation>
        </message>
        <message>
            <source>Caribbean Netherlands</source>
            <translation>Caribe neerlandés</translation>
        </message>
        <message>
            <source>Cayman Islands</source>
            <translation>Islas Caimán</translation>
        </message>
        <message>
            <source>Ceará</source>
            <translation>Ceará</translation>
        </message>
        <message>
            <source>Central African Republic</source>
            <translation>República Centroafricana</translation>
        </message>
        <message>
            <source>Chad</source>
            <translation>Chad</translation>
        </message>
        <message>
            <source>Check its SID and secret. A key of Ireland or Australia needs the setting twilio.region.</source>
            <translation>Compruebe su SID y su secreto. Una clave de Irlanda o Australia necesita el ajuste twilio.region.</translation>
        </message>
        <message>
            <source>Check that it is there and that you may open it.</source>
            <translation>Verifique que exista y que tenga permiso para abrirlo.</translation>
        </message>
        <message>
            <source>Check the account SID under Account.</source>
            <translation>Revise el SID de la cuenta en Cuenta.</translation>
        </message>
        <message>
            <source>Check the account SID, and that the key was made in that account and region.</source>
            <translation>Revise el SID de la cuenta y que la clave se haya creado en esa cuenta y región.</translation>
        </message>
        <message>
            <source>Check the key, and that it was made in the region that twilio.region names.</source>
            <translation>Compruebe la clave y que se creó en la región que indica twilio.region.</translation>
        </message>
        <message>
            <source>Check the network connection, then try again.</source>
            <translation>Revise la conexión de red e inténtelo de nuevo.</translation>
        </message>
        <message>
            <source>Check the network connection. It is tried again by itself.</source>
            <translation>Revise la conexión de red. Se vuelve a intentar automáticamente.</translation>
        </message>
        <message>
            <source>Check the network connection; ask whoever runs it to allow Twilio's voice media.</source>
            <translation>Revise la conexión de red; pídale a quien la administra que permita el tráfico de voz de Twilio.</translation>
        </message>
        <message>
            <source>Check the network connection; behind a proxy, set HTTPS_PROXY.</source>
            <translation>Compruebe la conexión de red; tras un proxy, indique HTTPS_PROXY.</translation>
        </message>
        <message>
            <source>Check the number and call again.</source>
            <translation>Revise el número y vuelva a marcar.</translation>
        </message>
        <message>
            <source>Check the number.</source>
            <translation>Verifique el número.</translation>
        </message>
        <message>
            <source>Check what stands between this computer and Twilio, then try again.</source>
            <translation>Compruebe qué hay entre este equipo y Twilio e inténtelo de nuevo.</translation>
        </message>
        <message>
            <source>Check what stands between this computer and Twilio.</source>
            <translation>Compruebe qué hay entre este equipo y Twilio.</translation>
        </message>
        <message>
            <source>Check who may write there; then try again.</source>
            <translation>Revise quién puede escribir ahí e inténtelo de nuevo.</translation>
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
            <translation>Elija un momento posterior.</translation>
        </message>
        <message>
            <source>Choose another caller ID.</source>
            <translation>Elija otro identificador de llamadas.</translation>
        </message>
        <message>
            <source>Choose another folder.</source>
            <translation>Elija otra carpeta.</translation>
        </message>
        <message>
            <source>Choose another name under Account: letters, digits, - and _.</source>
            <translation>Elija otro nombre en Cuenta: letras, dígitos, - y _.</translation>
        </message>
        <message>
            <source>Choose another number.</source>
            <translation>Elija otro número.</translation>
        </message>
        <message>
            <source>Choose it in the system's settings.</source>
            <translation>Elíjalo en la configuración del sistema.</translation>
        </message>
        <message>
            <source>Choose it to call it.</source>
            <translation>Elíjalo para llamarlo.</translation>
        </message>
        <message>
            <source>Choose somebody else.</source>
            <translation>Elija a otra persona.</translation>
        </message>
        <message>
            <source>Choose the number to show before you call.</source>
            <translation>Antes de llamar, elija el número que se mostrará.</translation>
        </message>
        <message>
            <source>Choose the one you want to call.</source>
            <translation>Elija cuál quiere marcar.</translation>
        </message>
        <message>
            <source>Chosen by you</source>
            <translation>Elegido por usted</translation>
        </message>
        <message>
            <source>Christmas Island</source>
            <translation>Isla de Navidad</translation>
        </message>
        <message>
            <source>Close the other program, or choose another microphone under Preferences.</source>
            <translation>Cierre el otro programa o elija otro micrófono en Preferencias.</translation>
        </message>
        <message>
            <source>Closing the window keeps the softphone in the tray, where there is one. Off: closing quits.</source>
            <translation>Al cerrar la ventana, el softphone sigue en la bandeja, si la hay. Desactivado: al cerrar se sale del programa.</translation>
        </message>
        <message>
            <source>Cocos (Keeling) Islands</source>
            <translation>Islas Cocos</translation>
        </message>
        <message>
            <source>Codes with * or # cannot be dialled.</source>
            <translation>No se pueden marcar códigos con * o #.</translation>
        </message>
        <message>
            <source>Colombia</source>
            <translation>Colombia</translation>
        </message>
        <message>
            <source>Colorado</source>
            <translation>Colorado</translation>
        </message>
        <message>
            <source>Comoros</source>
            <translation>Comoras</translation>
        </message>
        <message>
            <source>Congo - Brazzaville</source>
            <translation>República del Congo</translation>
        </message>
        <message>
            <source>Congo - Kinshasa</source>
            <translation>República Democrática del Congo</translation>
        </message>
        <message>
            <source>Connecticut</source>
            <translation>Connecticut</translation>
        </message>
        <message>
            <source>Contacts imported: {count}.</source>
            <translation>Contactos importados: {count}.</translation>
        </message>
        <message>
            <source>Cook Islands</source>
            <translation>Islas Cook</translation>
        </message>
        <message>
            <source>Costa Rica</source>
            <translation>Costa Rica</translation>
        </message>
        <message>
            <source>Croatia</source>
            <translation>Croacia</translation>
        </message>
        <message>
            <source>Ctrl+Shift+F8 hangs up, Ctrl+Shift+F9 takes the number from the clipboard. Not on macOS.</source>
            <translation>Ctrl+Mayús+F8 cuelga, Ctrl+Mayús+F9 toma el número del portapapeles. No en macOS.</translation>
        </message>
        <message>
            <source>Cuba</source>
            <translation>Cuba</translation>
        </message>
        <message>
            <source>Curaçao</source>
            <translation>Curazao</translation>
        </message>
        <message>
            <source>Customized: the agent picks a number. Automated: the rules choose one for each call.</source>
            <translation>Personalizado: el agente elige un número. Automático: las reglas eligen uno para cada llamada.</translation>
        </message>
        <message>
            <source>Cyprus</source>
            <translation>Chipre</translation>
        </message>
        <message>
            <source>Czechia</source>
            <translation>Chequia</translation>
        </message>
        <message>
            <source>Côte d’Ivoire</source>
            <translation>Côte d’Ivoire</translation>
        </message>
        <message>
            <source>Dark</source>
            <translation>Oscuro</translation>
        </message>
        <message>
            <source>Default (automatic)</source>
            <translation>Predeterminado (automático)</translation>
        </message>
        <message>
            <source>Default is not offered here.</source>
            <translation>Aquí no se ofrece la opción Predeterminado.</translation>
        </message>
        <message>
            <source>Default is not offered to {agent}.</source>
            <translation>A {agent} no se le ofrece la opción Predeterminado.</translation>
        </message>
        <message>
            <source>Delaware</source>
            <translation>Delaware</translation>
        </message>
        <message>
            <source>Denmark</source>
            <translation>Dinamarca</translation>
        </message>
        <message>
            <source>Dialling</source>
            <translation>Marcado</translation>
        </message>
        <message>
            <source>District of Columbia</source>
            <translation>Distrito de Columbia</translation>
        </message>
        <message>
            <source>Distrito Federal</source>
            <translation>Distrito Federal</translation>
        </message>
        <message>
            <source>Djibouti</source>
            <translation>Yibuti</translation>
        </message>
        <message>
            <source>Dominica</source>
            <translation>Dominica</translation>
        </message>
        <message>
            <source>Dominican Republic</source>
            <translation>República Dominicana</translation>
        </message>
        <message>
            <source>Ecuador</source>
            <translation>Ecuador</translation>
        </message>
        <message>
            <source>Egypt</source>
            <translation>Egipto</translation>
        </message>
        <message>
            <source>El Salvador</source>
            <translation>El Salvador</translation>
        </message>
        <message>
            <source>Equatorial Guinea</source>
            <translation>Guinea Ecuatorial</translation>
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
            <translation>Estonia</translation>
        </message>
        <message>
            <source>Eswatini</source>
            <translation>Eswatini</translation>
        </message>
        <message>
            <source>Ethiopia</source>
            <translation>Etiopía</translation>
        </message>
        <message>
            <source>Exactly as typed: nothing was assumed.</source>
            <translation>Exactamente como está escrito: no se supuso nada.</translation>
        </message>
        <message>
            <source>Export the contacts as CSV or vCard (.vcf), and choose that file.</source>
            <translation>Exporte los contactos como CSV o vCard (.vcf) y elija ese archivo.</translation>
        </message>
        <message>
            <source>Export the contacts without pictures, or in several files.</source>
            <translation>Exporte los contactos sin imágenes o en varios archivos.</translation>
        </message>
        <message>
            <source>Extension {extension} is not dialled.</source>
            <translation>La extensión {extension} no se marca.</translation>
        </message>
        <message>
            <source>Fair</source>
            <translation>Regular</translation>
        </message>
        <message>
            <source>Falkland Islands</source>
            <translation>Islas Malvinas</translation>
        </message>
        <message>
            <source>Faroe Islands</source>
            <translation>Islas Feroe</translation>
        </message>
        <message>
            <source>Fiji</source>
            <translation>Fiyi</translation>
        </message>
        <message>
            <source>Finish the transfer first.</source>
            <translation>Primero termine la transferencia.</translation>
        </message>
        <message>
            <source>Finland</source>
            <translation>Finlandia</translation>
        </message>
        <message>
            <source>First of your local numbers</source>
            <translation>El primero de sus números locales</translation>
        </message>
        <message>
            <source>First of your local numbers in {country}</source>
            <translation>Primero de sus números locales en {country}</translation>
        </message>
        <message>
            <source>First of your local numbers with +{calling_code}</source>
            <translation>El primero de sus números locales con +{calling_code}</translation>
        </message>
        <message>
            <source>Florida</source>
            <translation>Florida</translation>
        </message>
        <message>
            <source>France</source>
            <translation>Francia</translation>
        </message>
        <message>
            <source>French Guiana</source>
            <translation>Guayana Francesa</translation>
        </message>
        <message>
            <source>French Polynesia</source>
            <translation>Polinesia Francesa</translation>
        </message>
        <message>
            <source>Gabon</source>
            <translation>Gabón</translation>
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
            <translation>Georgia (país)</translation>
        </message>
        <message>
            <source>Germany</source>
            <translation>Alemania</translation>
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
            <translation>Puede continuar. Si se repite, envíe un informe: Ayuda, Informe para soporte.</translation>
        </message>
        <message>
            <source>Goiás</source>
            <translation>Goiás</translation>
        </message>
        <message>
            <source>Good</source>
            <translation>Bien</translation>
        </message>
        <message>
            <source>Greece</source>
            <translation>Grecia</translation>
        </message>
        <message>
            <source>Greenland</source>
            <translation>Groenlandia</translation>
        </message>
        <message>
            <source>Grenada</source>
            <translation>Granada</translation>
        </message>
        <message>
            <source>Guadeloupe</source>
            <translation>Guadalupe</translation>
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
            <translation>Guinea-Bisáu</translation>
        </message>
        <message>
            <source>Guyana</source>
            <translation>Guyana</translation>
        </message>
        <message>
            <source>Haiti</source>
            <translation>Haití</translation>
        </message>
        <message>
            <source>Hanging up…</source>
            <translation>Colgando…</translation>
        </message>
        <message>
            <source>Hawaii</source>
            <translation>Hawái</translation>
        </message>
        <message>
            <source>Home country</source>
            <translation>País predeterminado</translation>
        </message>
        <message>
            <source>Honduras</source>
            <translation>Honduras</translation>
        </message>
        <message>
            <source>Hong Kong</source>
            <translation>RAE de Hong Kong (China)</translation>
        </message>
        <message>
            <source>Hungary</source>
            <translation>Hungría</translation>
        </message>
        <message>
            <source>Iceland</source>
            <translation>Islandia</translation>
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
            <translation>En Flatpak, la configuración del sistema determina el programa para los enlaces.</translation>
        </message>
        <message>
            <source>In the tray, or minimised where there is none.</source>
            <translation>En la bandeja, o minimizado si no la hay.</translation>
        </message>
        <message>
            <source>In {country} this number is {number} today.</source>
            <translation>En {country} este número es hoy {number}.</translation>
        </message>
        <message>
            <source>India</source>
            <translation>India</translation>
        </message>
        <message>
            <source>Indiana</source>
            <translation>Indiana</translation>
        </message>
        <message>
            <source>Indonesia</source>
            <translation>Indonesia</translation>
        </message>
        <message>
            <source>Install it with: pip install 'softphone[audio]'. Or choose another phone under Account.</source>
            <translation>Instálelo con: pip install 'softphone[audio]'. O elija otro teléfono en Cuenta.</translation>
        </message>
        <message>
            <source>Invisible characters were left out.</source>
            <translation>Se omitieron caracteres invisibles.</translation>
        </message>
        <message>
            <source>Iowa</source>
            <translation>Iowa</translation>
        </message>
        <message>
            <source>Iran</source>
            <translation>Irán</translation>
        </message>
        <message>
            <source>Iraq</source>
            <translation>Irak</translation>
        </message>
        <message>
            <source>Ireland</source>
            <translation>Irlanda</translation>
        </message>
        <message>
            <source>Ireland (IE1)</source>
            <translation>Irlanda (IE1)</translation>
        </message>
        <message>
            <source>Isle of Man</source>
            <translation>Isla de Man</translation>
        </message>
        <message>
            <source>Israel</source>
            <translation>Israel</translation>
        </message>
        <message>
            <source>It cannot carry calls any more.</source>
            <translation>Ya no admite llamadas.</translation>
        </message>
        <message>
            <source>It cannot carry calls.</source>
            <translation>No admite llamadas.</translation>
        </message>
        <message>
            <source>It is not known where your phone rings.</source>
            <translation>No se sabe dónde suena su teléfono.</translation>
        </message>
        <message>
            <source>It is not known whether the other side still hears. Call again once your line is ready.</source>
            <translation>No se sabe si la otra parte sigue escuchando. Vuelva a marcar cuando su línea esté lista.</translation>
        </message>
        <message>
            <source>It is set to receive fax.</source>
            <translation>Está configurado para recibir faxes.</translation>
        </message>
        <message>
            <source>It is the number being called.</source>
            <translation>Es el número marcado.</translation>
        </message>
        <message>
            <source>It is tried again by itself.</source>
            <translation>Se vuelve a intentar automáticamente.</translation>
        </message>
        <message>
            <source>It is {owner}'s dedicated line.</source>
            <translation>Es la línea exclusiva de {owner}.</translation>
        </message>
        <message>
            <source>It looks like desk@acme.example.</source>
            <translation>Tiene la forma desk@acme.example.</translation>
        </message>
        <message>
            <source>It must be made with a standard API key of this account, or come from your company's token URL.</source>
            <translation>Debe crearse con una clave de API estándar de esta cuenta o provenir de la URL de tokens de su empresa.</translation>
        </message>
        <message>
            <source>It needs the permission “{needs}”; an administrator can give it that.</source>
            <translation>Necesita el permiso “{needs}”; un administrador puede otorgárselo.</translation>
        </message>
        <message>
            <source>It replaced {caller_id}, which {by} had set at {time}.</source>
            <translation>Reemplazó a {caller_id}, que había establecido {by} ({time}).</translation>
        </message>
        <message>
            <source>It should be {expected}.</source>
            <translation>Valor esperado: {expected}.</translation>
        </message>
        <message>
            <source>It was cleared since.</source>
            <translation>Se borró después.</translation>
        </message>
        <message>
            <source>Italy</source>
            <translation>Italia</translation>
        </message>
        <message>
            <source>Jamaica</source>
            <translation>Jamaica</translation>
        </message>
        <message>
            <source>Japan</source>
            <translation>Japón</translation>
        </message>
        <message>
            <source>Jersey</source>
            <translation>Jersey</translation>
        </message>
        <message>
            <source>Jordan</source>
            <translation>Jordania</translation>
        </message>
        <message>
            <source>Kansas</source>
            <translation>Kansas</translation>
        </message>
        <message>
            <source>Kazakhstan</source>
            <translation>Kazajistán</translation>
        </message>
        <message>
            <source>Keep running in the tray</source>
            <translation>Mantener en la bandeja al cerrar</translation>
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
            <translation>Teclas para cuando hayan contestado: {keys}.</translation>
        </message>
        <message>
            <source>Keys that work in every window</source>
            <translation>Teclas para todas las ventanas</translation>
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
            <translation>Kirguistán</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>Idioma</translation>
        </message>
        <message>
            <source>Laos</source>
            <translation>Laos</translation>
        </message>
        <message>
            <source>Last resort</source>
            <translation>Último recurso</translation>
        </message>
        <message>
            <source>Latvia</source>
            <translation>Letonia</translation>
        </message>
        <message>
            <source>Leave a VPN if you may, and stop large uploads. Pause a little before you speak.</source>
            <translation>Salga de la VPN si puede y detenga las cargas grandes. Haga una breve pausa antes de hablar.</translation>
        </message>
        <message>
            <source>Lebanon</source>
            <translation>Líbano</translation>
        </message>
        <message>
            <source>Left out: “{text}”.</source>
            <translation>Omitido: “{text}”.</translation>
        </message>
        <message>
            <source>Lesotho</source>
            <translation>Lesoto</translation>
        </message>
        <message>
            <source>Letters were read as keypad digits.</source>
            <translation>Las letras se leyeron como dígitos del teclado.</translation>
        </message>
        <message>
            <source>Liberia</source>
            <translation>Liberia</translation>
        </message>
        <message>
            <source>Libya</source>
            <translation>Libia</translation>
        </message>
        <message>
            <source>Liechtenstein</source>
            <translation>Liechtenstein</translation>
        </message>
        <message>
            <source>Light</source>
            <translation>Claro</translation>
        </message>
        <message>
            <source>Light, dark, or as the system is.</source>
            <translation>Claro, oscuro o como el sistema.</translation>
        </message>
        <message>
            <source>Links call by themselves</source>
            <translation>Los enlaces marcan directamente</translation>
        </message>
        <message>
            <source>Links that start with tel:, callto: or sip: do.</source>
            <translation>Los enlaces que empiezan con tel:, callto: o sip: sí lo hacen.</translation>
        </message>
        <message>
            <source>Lithuania</source>
            <translation>Lituania</translation>
        </message>
        <message>
            <source>Look</source>
            <translation>Apariencia</translation>
        </message>
        <message>
            <source>Look at Recents before you call again.</source>
            <translation>Consulte Recientes antes de volver a marcar.</translation>
        </message>
        <message>
            <source>Look at the number shown now, then call again.</source>
            <translation>Revise el número que se muestra ahora y vuelva a marcar.</translation>
        </message>
        <message>
            <source>Look for a mute switch on the headset, or choose another microphone under Preferences.</source>
            <translation>Busque un interruptor de silencio en la diadema o elija otro micrófono en Preferencias.</translation>
        </message>
        <message>
            <source>Look the number up where it came from.</source>
            <translation>Busque el número en su origen.</translation>
        </message>
        <message>
            <source>Louisiana</source>
            <translation>Luisiana</translation>
        </message>
        <message>
            <source>Luxembourg</source>
            <translation>Luxemburgo</translation>
        </message>
        <message>
            <source>Macao</source>
            <translation>RAE de Macao (China)</translation>
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
            <translation>Libere espacio en el disco o revise quién puede escribir ahí, e inténtelo de nuevo.</translation>
        </message>
        <message>
            <source>Malawi</source>
            <translation>Malaui</translation>
        </message>
        <message>
            <source>Malaysia</source>
            <translation>Malasia</translation>
        </message>
        <message>
            <source>Maldives</source>
            <translation>Maldivas</translation>
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
            <translation>Islas Marshall</translation>
        </message>
        <message>
            <source>Martinique</source>
            <translation>Martinica</translation>
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
            <translation>Mato Grosso del Sur</translation>
        </message>
        <message>
            <source>Mauritania</source>
            <translation>Mauritania</translation>
        </message>
        <message>
            <source>Mauritius</source>
            <translation>Mauricio</translation>
        </message>
        <message>
            <source>Mayotte</source>
            <translation>Mayotte</translation>
        </message>
        <message>
            <source>Mexico</source>
            <translation>México</translation>
        </message>
        <message>
            <source>Michigan</source>
            <translation>Michigan</translation>
        </message>
        <message>
            <source>Micronesia</source>
            <translation>Micronesia</translation>
        </message>
        <message>
            <source>Microphone</source>
            <translation>Micrófono</translation>
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
            <translation>Misisipi</translation>
        </message>
        <message>
            <source>Missouri</source>
            <translation>Misuri</translation>
        </message>
        <message>
            <source>Moldova</source>
            <translation>Moldavia</translation>
        </message>
        <message>
            <source>Monaco</source>
            <translation>Mónaco</translation>
        </message>
        <message>
            <source>Mongolia</source>
            <translation>Mongolia</translation>
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
            <translation>Marruecos</translation>
        </message>
        <message>
            <source>Mozambique</source>
            <translation>Mozambique</translation>
        </message>
        <message>
            <source>Myanmar (Burma)</source>
            <translation>Myanmar (Birmania)</translation>
        </message>
        <message>
            <source>Name the column with the numbers “Phone”, and choose the file again.</source>
            <translation>Póngale “Phone” a la columna con los números y vuelva a elegir el archivo.</translation>
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
            <translation>Países Bajos</translation>
        </message>
        <message>
            <source>Nevada</source>
            <translation>Nevada</translation>
        </message>
        <message>
            <source>New Brunswick</source>
            <translation>Nuevo Brunswick</translation>
        </message>
        <message>
            <source>New Caledonia</source>
            <translation>Nueva Caledonia</translation>
        </message>
        <message>
            <source>New Hampshire</source>
            <translation>Nuevo Hampshire</translation>
        </message>
        <message>
            <source>New Jersey</source>
            <translation>Nueva Jersey</translation>
        </message>
        <message>
            <source>New Mexico</source>
            <translation>Nuevo México</translation>
        </message>
        <message>
            <source>New York</source>
            <translation>Nueva York</translation>
        </message>
        <message>
            <source>New Zealand</source>
            <translation>Nueva Zelanda</translation>
        </message>
        <message>
            <source>Newfoundland and Labrador</source>
            <translation>Terranova y Labrador</translation>
        </message>
        <message>
            <source>Nicaragua</source>
            <translation>Nicaragua</translation>
        </message>
        <message>
            <source>Niger</source>
            <translation>Níger</translation>
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
            <translation>No</translation>
        </message>
        <message>
            <source>No caller ID reached Twilio.</source>
            <translation>Twilio no recibió ningún identificador de llamadas.</translation>
        </message>
        <message>
            <source>No number to call reached Twilio.</source>
            <translation>Twilio no recibió ningún número a marcar.</translation>
        </message>
        <message>
            <source>No number was given.</source>
            <translation>No se indicó ningún número.</translation>
        </message>
        <message>
            <source>No phone rings for this call any more.</source>
            <translation>Ya no suena ningún teléfono por esta llamada.</translation>
        </message>
        <message>
            <source>No sound arrives here.</source>
            <translation>Aquí no llega ningún sonido.</translation>
        </message>
        <message>
            <source>Nobody is chosen yet.</source>
            <translation>Todavía no elige a nadie.</translation>
        </message>
        <message>
            <source>Nobody is waiting.</source>
            <translation>No hay nadie en espera.</translation>
        </message>
        <message>
            <source>Nobody knows whether your phone rang</source>
            <translation>No se sabe si sonó su teléfono</translation>
        </message>
        <message>
            <source>None of the account's numbers can be shown automatically.</source>
            <translation>Ninguno de los números de la cuenta se puede mostrar automáticamente.</translation>
        </message>
        <message>
            <source>None of your local numbers is in +{calling_code} {area_code}</source>
            <translation>Ninguno de sus números locales es de +{calling_code} {area_code}</translation>
        </message>
        <message>
            <source>None of your local numbers is in {country}</source>
            <translation>Ninguno de sus números locales es de {country}</translation>
        </message>
        <message>
            <source>None of your local numbers is in {state}</source>
            <translation>Ninguno de sus números locales es de {state}</translation>
        </message>
        <message>
            <source>Norfolk Island</source>
            <translation>Isla Norfolk</translation>
        </message>
        <message>
            <source>North Carolina</source>
            <translation>Carolina del Norte</translation>
        </message>
        <message>
            <source>North Dakota</source>
            <translation>Dakota del Norte</translation>
        </message>
        <message>
            <source>North Korea</source>
            <translation>Corea del Norte</translation>
        </message>
        <message>
            <source>North Macedonia</source>
            <translation>Macedonia del Norte</translation>
        </message>
        <message>
            <source>Northern Mariana Islands</source>
            <translation>Islas Marianas del Norte</translation>
        </message>
        <message>
            <source>Northwest Territories</source>
            <translation>Territorios del Noroeste</translation>
        </message>
        <message>
            <source>Norway</source>
            <translation>Noruega</translation>
        </message>
        <message>
            <source>Not set</source>
            <translation>Sin definir</translation>
        </message>
        <message>
            <source>Nothing changed</source>
            <translation>Sin cambios</translation>
        </message>
        <message>
            <source>Nothing is heard from your microphone.</source>
            <translation>No se escucha nada de su micrófono.</translation>
        </message>
        <message>
            <source>Nothing was changed. Try again in a minute.</source>
            <translation>No se cambió nada. Inténtelo de nuevo en un minuto.</translation>
        </message>
        <message>
            <source>Nova Scotia</source>
            <translation>Nueva Escocia</translation>
        </message>
        <message>
            <source>Numbers that are only verified with Twilio may be picked; calls back do not reach you.</source>
            <translation>Se pueden elegir números que solo están verificados en Twilio; si el cliente regresa la llamada, no le llega a usted.</translation>
        </message>
        <message>
            <source>Nunavut</source>
            <translation>Nunavut</translation>
        </message>
        <message>
            <source>Of incoming calls.</source>
            <translation>De las llamadas entrantes.</translation>
        </message>
        <message>
            <source>Of the customer's voice.</source>
            <translation>De la voz del cliente.</translation>
        </message>
        <message>
            <source>Off by default: nobody can call them back through us, and carriers trust them less.</source>
            <translation>Desactivado de forma predeterminada: nadie puede regresar la llamada a través de nosotros y las compañías telefónicas confían menos en ellos.</translation>
        </message>
        <message>
            <source>Off: a tel: link only fills in the number. On: it calls after 3 seconds in which you can cancel.</source>
            <translation>Desactivado: un enlace tel: solo llena el número. Activado: marca después de 3 segundos, en los que puede cancelar.</translation>
        </message>
        <message>
            <source>Off: every call is Automated.</source>
            <translation>Desactivado: todas las llamadas usan el modo Automático.</translation>
        </message>
        <message>
            <source>Offer Default (automatic)</source>
            <translation>Ofrecer Predeterminado (automático)</translation>
        </message>
        <message>
            <source>Offer verified numbers</source>
            <translation>Ofrecer números verificados</translation>
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
            <translation>Omán</translation>
        </message>
        <message>
            <source>On a trial account, Twilio fixes which number is shown to whom.</source>
            <translation>En una cuenta de prueba, Twilio determina qué número se muestra a quién.</translation>
        </message>
        <message>
            <source>On macOS the system asks which program opens a link.</source>
            <translation>En macOS, el sistema pregunta qué programa abre un enlace.</translation>
        </message>
        <message>
            <source>On your desktop</source>
            <translation>En su escritorio</translation>
        </message>
        <message>
            <source>One of your local numbers</source>
            <translation>Uno de sus números locales</translation>
        </message>
        <message>
            <source>One of your local numbers in {country}</source>
            <translation>Uno de sus números locales en {country}</translation>
        </message>
        <message>
            <source>One of your local numbers with +{calling_code}</source>
            <translation>Uno de sus números locales con +{calling_code}</translation>
        </message>
        <message>
            <source>Only an administrator may place it: run the command as one.</source>
            <translation>Solo un administrador puede colocarlo: ejecute el comando como tal.</translation>
        </message>
        <message>
            <source>Only telephone numbers can be called from here.</source>
            <translation>Desde aquí solo se puede llamar a números de teléfono.</translation>
        </message>
        <message>
            <source>Only the agent's ring groups</source>
            <translation>Solo los grupos de timbrado del agente</translation>
        </message>
        <message>
            <source>Ontario</source>
            <translation>Ontario</translation>
        </message>
        <message>
            <source>Open any page in your browser, sign in there, then try again.</source>
            <translation>Abra cualquier página en el navegador, inicie sesión allí e inténtelo de nuevo.</translation>
        </message>
        <message>
            <source>Open it, save it as CSV UTF-8, and choose that file.</source>
            <translation>Ábralo, guárdelo como CSV UTF-8 y elija ese archivo.</translation>
        </message>
        <message>
            <source>Oregon</source>
            <translation>Oregón</translation>
        </message>
        <message>
            <source>Other programs changed {name} at Twilio each of three times.</source>
            <translation>Otros programas cambiaron {name} en Twilio en cada uno de los tres intentos.</translation>
        </message>
        <message>
            <source>Pakistan</source>
            <translation>Pakistán</translation>
        </message>
        <message>
            <source>Palau</source>
            <translation>Palaos</translation>
        </message>
        <message>
            <source>Palestinian Territories</source>
            <translation>Territorios Palestinos</translation>
        </message>
        <message>
            <source>Panama</source>
            <translation>Panamá</translation>
        </message>
        <message>
            <source>Papua New Guinea</source>
            <translation>Papúa Nueva Guinea</translation>
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
            <translation>Partes del sonido se pierden en el camino.</translation>
        </message>
        <message>
            <source>Pará</source>
            <translation>Pará</translation>
        </message>
        <message>
            <source>Paste the number alone.</source>
            <translation>Pegue solo el número.</translation>
        </message>
        <message>
            <source>Pennsylvania</source>
            <translation>Pensilvania</translation>
        </message>
        <message>
            <source>Pernambuco</source>
            <translation>Pernambuco</translation>
        </message>
        <message>
            <source>Peru</source>
            <translation>Perú</translation>
        </message>
        <message>
            <source>Philippines</source>
            <translation>Filipinas</translation>
        </message>
        <message>
            <source>Piauí</source>
            <translation>Piauí</translation>
        </message>
        <message>
            <source>Pinned for this contact</source>
            <translation>Fijado para este contacto</translation>
        </message>
        <message>
            <source>Pinned for this contact, but: {problem}</source>
            <translation>Fijado para este contacto, pero: {problem}</translation>
        </message>
        <message>
            <source>Plug in a headset; it is found by itself.</source>
            <translation>Conecte una diadema con micrófono; se detecta automáticamente.</translation>
        </message>
        <message>
            <source>Poland</source>
            <translation>Polonia</translation>
        </message>
        <message>
            <source>Portugal</source>
            <translation>Portugal</translation>
        </message>
        <message>
            <source>Prince Edward Island</source>
            <translation>Isla del Príncipe Eduardo</translation>
        </message>
        <message>
            <source>Puerto Rico</source>
            <translation>Puerto Rico</translation>
        </message>
        <message>
            <source>Put them into HTTPS_PROXY: http://NAME:PASSWORD@HOST:PORT.</source>
            <translation>Póngalos en HTTPS_PROXY: http://NAME:PASSWORD@HOST:PORT.</translation>
        </message>
        <message>
            <source>Qatar</source>
            <translation>Catar</translation>
        </message>
        <message>
            <source>Quebec</source>
            <translation>Quebec</translation>
        </message>
        <message>
            <source>Quiet hours</source>
            <translation>Horario de silencio</translation>
        </message>
        <message>
            <source>Read with +{calling_code}, {country}.</source>
            <translation>Leído con +{calling_code}, {country}.</translation>
        </message>
        <message>
            <source>Refresh the numbers, then try again.</source>
            <translation>Actualice los números e inténtelo de nuevo.</translation>
        </message>
        <message>
            <source>Remembered by its name and id; another one is used while it is not plugged in.</source>
            <translation>Se recuerda por su nombre e identificador; mientras no esté conectado, se usa otro.</translation>
        </message>
        <message>
            <source>Rhode Island</source>
            <translation>Rhode Island</translation>
        </message>
        <message>
            <source>Ring volume</source>
            <translation>Volumen del timbre</translation>
        </message>
        <message>
            <source>Ringing your phone…</source>
            <translation>Llamando a su teléfono…</translation>
        </message>
        <message>
            <source>Rings at</source>
            <translation>Suena en</translation>
        </message>
        <message>
            <source>Rio Grande do Norte</source>
            <translation>Río Grande del Norte</translation>
        </message>
        <message>
            <source>Rio Grande do Sul</source>
            <translation>Río Grande del Sur</translation>
        </message>
        <message>
            <source>Rio de Janeiro</source>
            <translation>Río de Janeiro</translation>
        </message>
        <message>
            <source>Romania</source>
            <translation>Rumania</translation>
        </message>
        <message>
            <source>Rondônia</source>
            <translation>Rondonia</translation>
        </message>
        <message>
            <source>Roraima</source>
            <translation>Roraima</translation>
        </message>
        <message>
            <source>Russia</source>
            <translation>Rusia</translation>
        </message>
        <message>
            <source>Rwanda</source>
            <translation>Ruanda</translation>
        </message>
        <message>
            <source>Réunion</source>
            <translation>Reunión</translation>
        </message>
        <message>
            <source>SIP is not switched on for this Twilio account.</source>
            <translation>SIP no está activado en esta cuenta de Twilio.</translation>
        </message>
        <message>
            <source>Same area code, +{calling_code} {area_code}</source>
            <translation>Misma clave lada, +{calling_code} {area_code}</translation>
        </message>
        <message>
            <source>Same caller ID as last time</source>
            <translation>El mismo número mostrado que la última vez</translation>
        </message>
        <message>
            <source>Same country code, +{calling_code}</source>
            <translation>El mismo código de país, +{calling_code}</translation>
        </message>
        <message>
            <source>Same country, {country}</source>
            <translation>Mismo país, {country}</translation>
        </message>
        <message>
            <source>Same state, {state}</source>
            <translation>Mismo estado, {state}</translation>
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
            <translation>Arabia Saudita</translation>
        </message>
        <message>
            <source>Senegal</source>
            <translation>Senegal</translation>
        </message>
        <message>
            <source>Serbia</source>
            <translation>Serbia</translation>
        </message>
        <message>
            <source>Sergipe</source>
            <translation>Sergipe</translation>
        </message>
        <message>
            <source>Set by {by}</source>
            <translation>Establecido por {by}</translation>
        </message>
        <message>
            <source>Set by {by} until {until}</source>
            <translation>Establecido por {by} hasta {until}</translation>
        </message>
        <message>
            <source>Set by {by} until {until}: {why}</source>
            <translation>Establecido por {by} hasta {until}: {why}</translation>
        </message>
        <message>
            <source>Set by {by}: {why}</source>
            <translation>Establecido por {by}: {why}</translation>
        </message>
        <message>
            <source>Set by {name}</source>
            <translation>Establecido por {name}</translation>
        </message>
        <message>
            <source>Set for you by your administrator</source>
            <translation>Establecido para usted por su administrador</translation>
        </message>
        <message>
            <source>Set for you by {name}</source>
            <translation>Establecido para usted por {name}</translation>
        </message>
        <message>
            <source>Set it to that line, a JSON object, or unset it.</source>
            <translation>Asígnele esa línea, un objeto JSON, o elimine la variable.</translation>
        </message>
        <message>
            <source>Set it under Account, then call again.</source>
            <translation>Indíquelo en Cuenta y vuelva a marcar.</translation>
        </message>
        <message>
            <source>Set {name} to a file of certificates (PEM), or unset it.</source>
            <translation>Asigne a {name} un archivo de certificados (PEM) o quítelo.</translation>
        </message>
        <message>
            <source>Seychelles</source>
            <translation>Seychelles</translation>
        </message>
        <message>
            <source>Show a small panel during calls</source>
            <translation>Mostrar un panel pequeño durante las llamadas</translation>
        </message>
        <message>
            <source>Show the caller ID picker</source>
            <translation>Mostrar el selector de identificador de llamadas</translation>
        </message>
        <message>
            <source>Sierra Leone</source>
            <translation>Sierra Leona</translation>
        </message>
        <message>
            <source>Sign in again under Account, with the key of the right account and region.</source>
            <translation>Inicie sesión de nuevo en Cuenta, con la clave de la cuenta y la región correctas.</translation>
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
            <translation>Eslovaquia</translation>
        </message>
        <message>
            <source>Slovenia</source>
            <translation>Eslovenia</translation>
        </message>
        <message>
            <source>Softphone is now among the programs for tel: links. Choose it in Settings, Apps, Default apps.</source>
            <translation>Softphone ya aparece entre los programas para enlaces tel:. Elíjalo en Configuración, Aplicaciones, Aplicaciones predeterminadas.</translation>
        </message>
        <message>
            <source>Softphone is open already, but does not answer.</source>
            <translation>Softphone ya está abierto, pero no responde.</translation>
        </message>
        <message>
            <source>Solomon Islands</source>
            <translation>Islas Salomón</translation>
        </message>
        <message>
            <source>Somalia</source>
            <translation>Somalia</translation>
        </message>
        <message>
            <source>Somebody else changed {name} at the same moment.</source>
            <translation>Otra persona cambió {name} en el mismo momento.</translation>
        </message>
        <message>
            <source>Somebody else is being called already.</source>
            <translation>Ya se está llamando a otra persona.</translation>
        </message>
        <message>
            <source>Somebody else is in the call already.</source>
            <translation>Ya hay otra persona en la llamada.</translation>
        </message>
        <message>
            <source>Something in this program went wrong ({name}).</source>
            <translation>Algo falló en este programa ({name}).</translation>
        </message>
        <message>
            <source>Sound</source>
            <translation>Sonido</translation>
        </message>
        <message>
            <source>South Africa</source>
            <translation>Sudáfrica</translation>
        </message>
        <message>
            <source>South Carolina</source>
            <translation>Carolina del Sur</translation>
        </message>
        <message>
            <source>South Dakota</source>
            <translation>Dakota del Sur</translation>
        </message>
        <message>
            <source>South Korea</source>
            <translation>Corea del Sur</translation>
        </message>
        <message>
            <source>South Sudan</source>
            <translation>Sudán del Sur</translation>
        </message>
        <message>
            <source>Spain</source>
            <translation>España</translation>
        </message>
        <message>
            <source>Speaker</source>
            <translation>Bocina</translation>
        </message>
        <message>
            <source>Sri Lanka</source>
            <translation>Sri Lanka</translation>
        </message>
        <message>
            <source>St. Barthélemy</source>
            <translation>San Bartolomé</translation>
        </message>
        <message>
            <source>St. Helena</source>
            <translation>Santa Elena</translation>
        </message>
        <message>
            <source>St. Kitts &amp; Nevis</source>
            <translation>San Cristóbal y Nieves</translation>
        </message>
        <message>
            <source>St. Lucia</source>
            <translation>Santa Lucía</translation>
        </message>
        <message>
            <source>St. Martin</source>
            <translation>San Martín</translation>
        </message>
        <message>
            <source>St. Pierre &amp; Miquelon</source>
            <translation>San Pedro y Miquelón</translation>
        </message>
        <message>
            <source>St. Vincent &amp; Grenadines</source>
            <translation>San Vicente y las Granadinas</translation>
        </message>
        <message>
            <source>Start when you log in</source>
            <translation>Abrir al iniciar sesión en el sistema</translation>
        </message>
        <message>
            <source>Start with + and the country code, as in +1 or +44.</source>
            <translation>Empiece con + y el código de país, como +1 o +44.</translation>
        </message>
        <message>
            <source>Starting at login could not be changed: {problem}.</source>
            <translation>No se pudo cambiar el inicio automático: {problem}.</translation>
        </message>
        <message>
            <source>Starting…</source>
            <translation>Iniciando…</translation>
        </message>
        <message>
            <source>Starts with SK.</source>
            <translation>Empieza con SK.</translation>
        </message>
        <message>
            <source>States are known for the United States, Canada and Brazil only</source>
            <translation>Los estados solo se conocen para Estados Unidos, Canadá y Brasil</translation>
        </message>
        <message>
            <source>Stop calling for a while and tell your administrator.</source>
            <translation>Deje de llamar por un rato y avísele a su administrador.</translation>
        </message>
        <message>
            <source>Stop large downloads, or try another network. If it stays, tell whoever runs the network.</source>
            <translation>Detenga las descargas grandes o pruebe otra red. Si continúa, avísele a quien administra la red.</translation>
        </message>
        <message>
            <source>Such as 21:00-08:00, in the customer's own time: a call then is warned of. Empty: never.</source>
            <translation>Por ejemplo, 21:00-08:00, en la hora local del cliente: se avisa si llama en ese horario. Vacío: nunca.</translation>
        </message>
        <message>
            <source>Sudan</source>
            <translation>Sudán</translation>
        </message>
        <message>
            <source>Suggested by {name}</source>
            <translation>Sugerido por {name}</translation>
        </message>
        <message>
            <source>Suriname</source>
            <translation>Surinam</translation>
        </message>
        <message>
            <source>Svalbard &amp; Jan Mayen</source>
            <translation>Svalbard y Jan Mayen</translation>
        </message>
        <message>
            <source>Swap, join, or go back to the customer.</source>
            <translation>Alterne, una a todos o regrese con el cliente.</translation>
        </message>
        <message>
            <source>Sweden</source>
            <translation>Suecia</translation>
        </message>
        <message>
            <source>Switzerland</source>
            <translation>Suiza</translation>
        </message>
        <message>
            <source>Syria</source>
            <translation>Siria</translation>
        </message>
        <message>
            <source>São Paulo</source>
            <translation>São Paulo</translation>
        </message>
        <message>
            <source>São Tomé &amp; Príncipe</source>
            <translation>Santo Tomé y Príncipe</translation>
        </message>
        <message>
            <source>Taiwan</source>
            <translation>Taiwán</translation>
        </message>
        <message>
            <source>Tajikistan</source>
            <translation>Tayikistán</translation>
        </message>
        <message>
            <source>Take echo and noise off my voice</source>
            <translation>Quitar el eco y el ruido de mi voz</translation>
        </message>
        <message>
            <source>Tanzania</source>
            <translation>Tanzania</translation>
        </message>
        <message>
            <source>TaskRouter has no worker named {agent}, so your choice stays on this machine.</source>
            <translation>TaskRouter no tiene ningún worker llamado {agent}, así que su elección se queda en este equipo.</translation>
        </message>
        <message>
            <source>TaskRouter has not answered. The caller ID that was known last is shown.</source>
            <translation>TaskRouter no respondió. Se muestra el identificador conocido por última vez.</translation>
        </message>
        <message>
            <source>TaskRouter; optional.</source>
            <translation>TaskRouter; opcional.</translation>
        </message>
        <message>
            <source>Tell whoever runs your company's token URL.</source>
            <translation>Avísele a quien administra la URL de tokens de su empresa.</translation>
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
            <translation>Tailandia</translation>
        </message>
        <message>
            <source>That call is over already.</source>
            <translation>Esa llamada ya terminó.</translation>
        </message>
        <message>
            <source>That caller ID is on a do-not-originate list.</source>
            <translation>Ese identificador de llamadas está en una lista de números que no pueden originar llamadas.</translation>
        </message>
        <message>
            <source>That is a premium number, and Twilio does not call it.</source>
            <translation>Es un número con costo adicional y Twilio no lo marca.</translation>
        </message>
        <message>
            <source>That is not a number that can be called.</source>
            <translation>Ese no es un número que se pueda marcar.</translation>
        </message>
        <message>
            <source>That is the SID of something else, not of a Twilio account.</source>
            <translation>Ese SID es de otra cosa, no de una cuenta de Twilio.</translation>
        </message>
        <message>
            <source>That is the customer's own number.</source>
            <translation>Ese es el número del propio cliente.</translation>
        </message>
        <message>
            <source>That is the number shown for this call.</source>
            <translation>Ese es el número que se muestra en esta llamada.</translation>
        </message>
        <message>
            <source>That is your own phone.</source>
            <translation>Ese es su propio teléfono.</translation>
        </message>
        <message>
            <source>That leg is being called already.</source>
            <translation>Ese tramo de la llamada ya se está conectando.</translation>
        </message>
        <message>
            <source>That number cannot be reached.</source>
            <translation>No se puede establecer contacto con ese número.</translation>
        </message>
        <message>
            <source>That number is not complete: it needs + and the country code.</source>
            <translation>Ese número no está completo: faltan el + y el código de país.</translation>
        </message>
        <message>
            <source>That number is not valid or not supported.</source>
            <translation>Ese número no es válido o no es compatible.</translation>
        </message>
        <message>
            <source>That number's country is not known.</source>
            <translation>No se conoce el país de ese número.</translation>
        </message>
        <message>
            <source>That time is over already.</source>
            <translation>Ese momento ya pasó.</translation>
        </message>
        <message>
            <source>The API key does not open the account {account_sid}.</source>
            <translation>La clave de API no da acceso a la cuenta {account_sid}.</translation>
        </message>
        <message>
            <source>The API key may not do this.</source>
            <translation>La clave de API no tiene permiso para esto.</translation>
        </message>
        <message>
            <source>The API key's secret is missing.</source>
            <translation>Falta el secreto de la clave de API.</translation>
        </message>
        <message>
            <source>The TaskRouter workspace is not set (twilio.workspace_sid), so your choice stays on this machine and supervisors cannot change it.</source>
            <translation>El espacio de trabajo de TaskRouter no está definido (twilio.workspace_sid), así que su elección se queda en este equipo y los supervisores no pueden cambiarla.</translation>
        </message>
        <message>
            <source>The TaskRouter workspace is not set. Put workspace_sid under [locked.twilio] in the settings file, and give the API key the permission to read and update workers.</source>
            <translation>El espacio de trabajo de TaskRouter no está definido. Ponga workspace_sid bajo [locked.twilio] en el archivo de ajustes y dele a la clave de API permiso para leer y actualizar workers.</translation>
        </message>
        <message>
            <source>The Twilio account does not exist.</source>
            <translation>La cuenta de Twilio no existe.</translation>
        </message>
        <message>
            <source>The Twilio account is not active or has run out of funds.</source>
            <translation>La cuenta de Twilio no está activa o se quedó sin saldo.</translation>
        </message>
        <message>
            <source>The Twilio account is not active.</source>
            <translation>La cuenta de Twilio no está activa.</translation>
        </message>
        <message>
            <source>The Twilio account is not valid or not active.</source>
            <translation>La cuenta de Twilio no es válida o no está activa.</translation>
        </message>
        <message>
            <source>The Twilio account is suspended.</source>
            <translation>La cuenta de Twilio está suspendida.</translation>
        </message>
        <message>
            <source>The Twilio account may not do this at present.</source>
            <translation>La cuenta de Twilio no puede hacer esto por ahora.</translation>
        </message>
        <message>
            <source>The account SID begins with AC; the key's, with SK, has a field of its own.</source>
            <translation>El SID de la cuenta empieza por AC; el de la clave, con SK, tiene su propio campo.</translation>
        </message>
        <message>
            <source>The account does not have it any more.</source>
            <translation>La cuenta ya no lo tiene.</translation>
        </message>
        <message>
            <source>The account has as many calls as it may have at once.</source>
            <translation>La cuenta alcanzó su máximo de llamadas simultáneas.</translation>
        </message>
        <message>
            <source>The account has as many conferences as it may have at once.</source>
            <translation>La cuenta alcanzó su máximo de conferencias simultáneas.</translation>
        </message>
        <message>
            <source>The account has no number that can carry a call</source>
            <translation>La cuenta no tiene ningún número que admita llamadas</translation>
        </message>
        <message>
            <source>The account has no numbers yet.</source>
            <translation>La cuenta todavía no tiene números.</translation>
        </message>
        <message>
            <source>The account has no toll-free number</source>
            <translation>La cuenta no tiene ningún número sin costo</translation>
        </message>
        <message>
            <source>The account's first number that may be shown</source>
            <translation>El primer número de la cuenta que se puede mostrar</translation>
        </message>
        <message>
            <source>The account's first toll-free number that may be shown</source>
            <translation>El primer número gratuito de la cuenta que se puede mostrar</translation>
        </message>
        <message>
            <source>The agent (Customized)</source>
            <translation>El agente (Personalizado)</translation>
        </message>
        <message>
            <source>The agent may leave the choice to the rules.</source>
            <translation>El agente puede dejarles la elección a las reglas.</translation>
        </message>
        <message>
            <source>The answer was larger than any of Twilio's, so it was not read.</source>
            <translation>La respuesta era mayor que cualquiera de Twilio, así que no se leyó.</translation>
        </message>
        <message>
            <source>The call in progress keeps its number.</source>
            <translation>La llamada en curso conserva su número.</translation>
        </message>
        <message>
            <source>The call is not written down yet. {problem}</source>
            <translation>La llamada aún no está anotada. {problem}</translation>
        </message>
        <message>
            <source>The call is over already.</source>
            <translation>La llamada ya terminó.</translation>
        </message>
        <message>
            <source>The call is over.</source>
            <translation>La llamada terminó.</translation>
        </message>
        <message>
            <source>The call itself goes on. It is written down as soon as that works.</source>
            <translation>La llamada sigue. Se anotará en cuanto sea posible.</translation>
        </message>
        <message>
            <source>The call was blocked by the rules of that region.</source>
            <translation>Las normas de esa región bloquearon la llamada.</translation>
        </message>
        <message>
            <source>The call's application could not be used by Twilio.</source>
            <translation>Twilio no pudo usar la aplicación de la llamada.</translation>
        </message>
        <message>
            <source>The call's instructions are too long.</source>
            <translation>Las instrucciones de la llamada son demasiado largas.</translation>
        </message>
        <message>
            <source>The call's instructions could not be used by Twilio.</source>
            <translation>Twilio no pudo usar las instrucciones de la llamada.</translation>
        </message>
        <message>
            <source>The card that begins here has no end.</source>
            <translation>La tarjeta que empieza aquí no tiene final.</translation>
        </message>
        <message>
            <source>The certificate of {server} is not trusted.</source>
            <translation>El certificado de {server} no es de confianza.</translation>
        </message>
        <message>
            <source>The certificate that came is not one that this computer trusts, so nothing was sent.</source>
            <translation>El certificado recibido no es de confianza para este equipo, así que no se envió nada.</translation>
        </message>
        <message>
            <source>The company's settings file has a mistake and was never read without one: what is right in it counts. {problem}</source>
            <translation>El archivo de ajustes de la empresa tiene un error y nunca se leyó sin errores: vale lo que es correcto en él. {problem}</translation>
        </message>
        <message>
            <source>The company's settings file has a mistake, so its last good copy counts. {problem}</source>
            <translation>El archivo de ajustes de la empresa tiene un error, así que vale su última copia correcta. {problem}</translation>
        </message>
        <message>
            <source>The company's settings file {file} is gone, so its last good copy counts.</source>
            <translation>El archivo de ajustes de la empresa, {file}, ya no está, así que vale su última copia correcta.</translation>
        </message>
        <message>
            <source>The conference is full.</source>
            <translation>La conferencia está llena.</translation>
        </message>
        <message>
            <source>The connection was lost during the call, and its sound with it.</source>
            <translation>Se perdió la conexión durante la llamada y, con ella, el sonido.</translation>
        </message>
        <message>
            <source>The customer is on hold.</source>
            <translation>El cliente está en espera.</translation>
        </message>
        <message>
            <source>The customer is on hold: take them off hold.</source>
            <translation>El cliente está en espera: retome la llamada.</translation>
        </message>
        <message>
            <source>The customer is still with you.</source>
            <translation>El cliente sigue con usted.</translation>
        </message>
        <message>
            <source>The customer's carrier blocked the call because of the caller ID's reputation.</source>
            <translation>La compañía telefónica del cliente bloqueó la llamada por la reputación del identificador de llamadas.</translation>
        </message>
        <message>
            <source>The line's access token has expired.</source>
            <translation>El token de acceso de la línea venció.</translation>
        </message>
        <message>
            <source>The link has no number in it.</source>
            <translation>El enlace no contiene ningún número.</translation>
        </message>
        <message>
            <source>The link is too long for a telephone number.</source>
            <translation>El enlace es demasiado largo para un número de teléfono.</translation>
        </message>
        <message>
            <source>The log names it. On Debian and Ubuntu, packaging/prepare.sh system installs them all.</source>
            <translation>El registro indica cuál. En Debian y Ubuntu, packaging/prepare.sh system las instala todas.</translation>
        </message>
        <message>
            <source>The microphone is in use by another program, or does not answer.</source>
            <translation>Otro programa usa el micrófono o este no responde.</translation>
        </message>
        <message>
            <source>The number called and the number shown are the same.</source>
            <translation>El número llamado y el número mostrado son el mismo.</translation>
        </message>
        <message>
            <source>The number called has no area code</source>
            <translation>El número marcado no tiene clave lada</translation>
        </message>
        <message>
            <source>The number called has no country</source>
            <translation>El número marcado no tiene país</translation>
        </message>
        <message>
            <source>The number to show; the only one where it is locked.</source>
            <translation>El número que se mostrará; el único, si está bloqueado.</translation>
        </message>
        <message>
            <source>The only number that could be shown is the one being called.</source>
            <translation>El único número que se podría mostrar es el mismo que se marca.</translation>
        </message>
        <message>
            <source>The program for links could not be changed: {problem}.</source>
            <translation>No se pudo cambiar el programa para los enlaces: {problem}.</translation>
        </message>
        <message>
            <source>The proxy asks for a name and a password, or does not accept those it got.</source>
            <translation>El proxy pide nombre y contraseña, o no acepta los recibidos.</translation>
        </message>
        <message>
            <source>The proxy does not answer.</source>
            <translation>El proxy no responde.</translation>
        </message>
        <message>
            <source>The proxy does not let this computer connect to Twilio.</source>
            <translation>El proxy no deja que este equipo se conecte a Twilio.</translation>
        </message>
        <message>
            <source>The proxy in HTTPS_PROXY or ALL_PROXY cannot be used.</source>
            <translation>El proxy de HTTPS_PROXY o ALL_PROXY no se puede usar.</translation>
        </message>
        <message>
            <source>The proxy wants a Windows sign-in ({scheme}), which this program does not speak.</source>
            <translation>El proxy pide un inicio de sesión de Windows ({scheme}), que este programa no admite.</translation>
        </message>
        <message>
            <source>The report could not be written to {path}: {error}.</source>
            <translation>No se pudo escribir el informe en {path}: {error}.</translation>
        </message>
        <message>
            <source>The rules (Automated)</source>
            <translation>Las reglas (Automático)</translation>
        </message>
        <message>
            <source>The settings file gives {agent} {number} alone.</source>
            <translation>El archivo de ajustes le asigna a {agent} únicamente {number}.</translation>
        </message>
        <message>
            <source>The settings file sets Automated for {agent}: the rules choose.</source>
            <translation>El archivo de ajustes establece el modo Automático para {agent}: eligen las reglas.</translation>
        </message>
        <message>
            <source>The sound arrives unevenly.</source>
            <translation>El sonido llega de forma irregular.</translation>
        </message>
        <message>
            <source>The sound cannot get through the network.</source>
            <translation>El sonido no puede atravesar la red.</translation>
        </message>
        <message>
            <source>The sound is not clear.</source>
            <translation>El sonido no es claro.</translation>
        </message>
        <message>
            <source>The sound takes long to arrive.</source>
            <translation>El sonido tarda en llegar.</translation>
        </message>
        <message>
            <source>The system does not let this app use the microphone.</source>
            <translation>El sistema no permite que esta aplicación use el micrófono.</translation>
        </message>
        <message>
            <source>The system's keyring could not be opened.</source>
            <translation>No se pudo abrir el llavero del sistema.</translation>
        </message>
        <message>
            <source>The text is too long.</source>
            <translation>El texto es demasiado largo.</translation>
        </message>
        <message>
            <source>The time that {by} set is over: the company's settings decide again.</source>
            <translation>Terminó el plazo establecido por {by}: vuelven a decidir los ajustes de la empresa.</translation>
        </message>
        <message>
            <source>The time that {by} set is over: your caller ID is {caller_id} again.</source>
            <translation>Terminó el plazo establecido por {by}: su identificador de llamadas vuelve a ser {caller_id}.</translation>
        </message>
        <message>
            <source>The token URL does not start with https://.</source>
            <translation>La URL de tokens no empieza con https://.</translation>
        </message>
        <message>
            <source>The token URL gives tokens that live too long.</source>
            <translation>La URL de tokens da tokens con una validez demasiado larga.</translation>
        </message>
        <message>
            <source>There are several numbers: {numbers} and {count} more.</source>
            <translation>Hay varios números: {numbers} y {count} más.</translation>
        </message>
        <message>
            <source>There are several numbers: {numbers}.</source>
            <translation>Hay varios números: {numbers}.</translation>
        </message>
        <message>
            <source>There is no microphone.</source>
            <translation>No hay ningún micrófono.</translation>
        </message>
        <message>
            <source>There is no number to show for this call.</source>
            <translation>No hay ningún número para mostrar en esta llamada.</translation>
        </message>
        <message>
            <source>There is no telephone number.</source>
            <translation>No hay ningún número de teléfono.</translation>
        </message>
        <message>
            <source>There is {lacking}.</source>
            <translation>No hay {lacking}.</translation>
        </message>
        <message>
            <source>This account may not call that country or kind of number.</source>
            <translation>Esta cuenta no puede llamar a ese país o tipo de número.</translation>
        </message>
        <message>
            <source>This line cannot be read.</source>
            <translation>Esta línea no se puede leer.</translation>
        </message>
        <message>
            <source>This machine has no keyring that can be used, so the key is kept for this session only. Install one (GNOME Keyring, KWallet) to stay signed in.</source>
            <translation>Este equipo no tiene ningún llavero utilizable, así que la clave se guarda solo durante esta sesión. Instale uno (GNOME Keyring, KWallet) para mantener la sesión iniciada.</translation>
        </message>
        <message>
            <source>This softphone was built without Twilio's Voice SDK, so it has no audio.</source>
            <translation>Este softphone se compiló sin el Voice SDK de Twilio, así que no tiene audio.</translation>
        </message>
        <message>
            <source>This works once the customer has answered.</source>
            <translation>Funciona cuando el cliente conteste.</translation>
        </message>
        <message>
            <source>This works once the other person has answered.</source>
            <translation>Funciona cuando la otra persona conteste.</translation>
        </message>
        <message>
            <source>This works once you have answered.</source>
            <translation>Funciona cuando usted conteste.</translation>
        </message>
        <message>
            <source>Timor-Leste</source>
            <translation>Timor Oriental</translation>
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
            <translation>URL de tokens</translation>
        </message>
        <message>
            <source>Toll-free</source>
            <translation>Sin costo</translation>
        </message>
        <message>
            <source>Toll-free, {country}</source>
            <translation>Sin costo, {country}</translation>
        </message>
        <message>
            <source>Tonga</source>
            <translation>Tonga</translation>
        </message>
        <message>
            <source>Trinidad &amp; Tobago</source>
            <translation>Trinidad y Tobago</translation>
        </message>
        <message>
            <source>Tristan da Cunha</source>
            <translation>Tristán de Acuña</translation>
        </message>
        <message>
            <source>Try again.</source>
            <translation>Inténtelo de nuevo.</translation>
        </message>
        <message>
            <source>Try again. If it goes on, tell the person who manages your Twilio account.</source>
            <translation>Inténtelo de nuevo. Si continúa, avise a quien administra su cuenta de Twilio.</translation>
        </message>
        <message>
            <source>Tunisia</source>
            <translation>Túnez</translation>
        </message>
        <message>
            <source>Turkmenistan</source>
            <translation>Turkmenistán</translation>
        </message>
        <message>
            <source>Turks &amp; Caicos Islands</source>
            <translation>Islas Turcas y Caicos</translation>
        </message>
        <message>
            <source>Turn it off if your headset does that already.</source>
            <translation>Desactívelo si su diadema ya lo hace.</translation>
        </message>
        <message>
            <source>Tuvalu</source>
            <translation>Tuvalu</translation>
        </message>
        <message>
            <source>Twilio Console, Account info.</source>
            <translation>Consola de Twilio, Account info.</translation>
        </message>
        <message>
            <source>Twilio blocks calls to that number.</source>
            <translation>Twilio bloquea las llamadas a ese número.</translation>
        </message>
        <message>
            <source>Twilio cannot be reached.</source>
            <translation>No se puede establecer conexión con Twilio.</translation>
        </message>
        <message>
            <source>Twilio did not accept the API key in its region {region}.</source>
            <translation>Twilio no aceptó la clave de API en su región {region}.</translation>
        </message>
        <message>
            <source>Twilio did not accept the API key.</source>
            <translation>Twilio no aceptó la clave de API.</translation>
        </message>
        <message>
            <source>Twilio did not accept the line's access token.</source>
            <translation>Twilio no aceptó el token de acceso de la línea.</translation>
        </message>
        <message>
            <source>Twilio did not say which version of the worker this is.</source>
            <translation>Twilio no indicó qué versión del worker es esta.</translation>
        </message>
        <message>
            <source>Twilio does not accept that caller ID for this call.</source>
            <translation>Twilio no acepta ese identificador para esta llamada.</translation>
        </message>
        <message>
            <source>Twilio does not accept that caller ID.</source>
            <translation>Twilio no acepta ese identificador de llamadas.</translation>
        </message>
        <message>
            <source>Twilio does not know this account.</source>
            <translation>Twilio no conoce esta cuenta.</translation>
        </message>
        <message>
            <source>Twilio does not know this call any more, so nobody can tell how it ended.</source>
            <translation>Twilio ya no conoce esta llamada, así que no se sabe cómo terminó.</translation>
        </message>
        <message>
            <source>Twilio does not know what was asked for.</source>
            <translation>Twilio no reconoce lo que se le pidió.</translation>
        </message>
        <message>
            <source>Twilio does not let this account show that caller ID.</source>
            <translation>Twilio no le permite a esta cuenta mostrar ese identificador de llamadas.</translation>
        </message>
        <message>
            <source>Twilio does not let this call show that caller ID.</source>
            <translation>Twilio no permite mostrar ese identificador en esta llamada.</translation>
        </message>
        <message>
            <source>Twilio does not offer what was asked for.</source>
            <translation>Twilio no ofrece lo que se pidió.</translation>
        </message>
        <message>
            <source>Twilio does not take that as a number to call.</source>
            <translation>Twilio no lo acepta como número a marcar.</translation>
        </message>
        <message>
            <source>Twilio had an error of its own.</source>
            <translation>Twilio tuvo un error interno.</translation>
        </message>
        <message>
            <source>Twilio has not put {who} in charge of the call.</source>
            <translation>Twilio no ha dejado a {who} a cargo de la llamada.</translation>
        </message>
        <message>
            <source>Twilio is not available at the moment.</source>
            <translation>Twilio no está disponible en este momento.</translation>
        </message>
        <message>
            <source>Twilio is taking too many requests of this account.</source>
            <translation>Twilio está recibiendo demasiadas solicitudes de esta cuenta.</translation>
        </message>
        <message>
            <source>Twilio refused it as a caller ID: it is not valid.</source>
            <translation>Twilio lo rechazó como identificador de llamadas: no es válido.</translation>
        </message>
        <message>
            <source>Twilio refused it as a caller ID: it is on a do-not-originate list.</source>
            <translation>Twilio lo rechazó como identificador de llamadas: está en una lista de números que no pueden originar llamadas.</translation>
        </message>
        <message>
            <source>Twilio refused it as a caller ID: this account may not show it.</source>
            <translation>Twilio lo rechazó como identificador de llamadas: esta cuenta no puede mostrarlo.</translation>
        </message>
        <message>
            <source>Twilio refused, without saying why (HTTP {status}).</source>
            <translation>Twilio lo rechazó sin decir por qué (HTTP {status}).</translation>
        </message>
        <message>
            <source>Twilio refused: {message} (code {code}).</source>
            <translation>Twilio lo rechazó: {message} (código {code}).</translation>
        </message>
        <message>
            <source>Twilio reported an error on your line (code {code}).</source>
            <translation>Twilio informó un error en su línea (código {code}).</translation>
        </message>
        <message>
            <source>Twilio shows it once, when the key is made; without it, make a new key.</source>
            <translation>Twilio lo muestra una sola vez, al crear la clave; si no lo tiene, cree una clave nueva.</translation>
        </message>
        <message>
            <source>Twilio's address could not be looked up (DNS).</source>
            <translation>No se pudo resolver la dirección de Twilio (DNS).</translation>
        </message>
        <message>
            <source>Twilio's answer did not arrive or could not be read.</source>
            <translation>La respuesta de Twilio no llegó o no se pudo leer.</translation>
        </message>
        <message>
            <source>Twilio's answer did not arrive, so a phone may be ringing.</source>
            <translation>La respuesta de Twilio no llegó, así que tal vez esté sonando un teléfono.</translation>
        </message>
        <message>
            <source>Twilio's answer was lost, and it lists no such call to your phone.</source>
            <translation>La respuesta de Twilio se perdió, y no figura esa llamada a su teléfono.</translation>
        </message>
        <message>
            <source>Twilio's answer was lost, and it lists no such call to {number}.</source>
            <translation>La respuesta de Twilio se perdió, y no figura esa llamada a {number}.</translation>
        </message>
        <message>
            <source>Twilio's page about this code says more.</source>
            <translation>La página de Twilio sobre este código ofrece más información.</translation>
        </message>
        <message>
            <source>Twilio's queue of calls is full.</source>
            <translation>La fila de llamadas de Twilio está llena.</translation>
        </message>
        <message>
            <source>Twilio's region</source>
            <translation>Región de Twilio</translation>
        </message>
        <message>
            <source>Twilio's voice service cannot be reached.</source>
            <translation>No se puede establecer conexión con el servicio de voz de Twilio.</translation>
        </message>
        <message>
            <source>Two letters, such as US. Numbers typed without + are read as numbers of this country.</source>
            <translation>Dos letras, como US. Los números escritos sin + se leen como números de este país.</translation>
        </message>
        <message>
            <source>Type a colleague's name, a phone number with its country code, or a SIP address.</source>
            <translation>Escriba el nombre de un compañero, un número de teléfono con su código de país o una dirección SIP.</translation>
        </message>
        <message>
            <source>Type it as on a phone, or with + and the country code.</source>
            <translation>Escríbalo como lo marcaría en un teléfono, o con + y el código de país.</translation>
        </message>
        <message>
            <source>Type or paste a number.</source>
            <translation>Escriba o pegue un número.</translation>
        </message>
        <message>
            <source>Type or paste one.</source>
            <translation>Escriba o pegue uno.</translation>
        </message>
        <message>
            <source>Type the area code, too.</source>
            <translation>Escriba también la clave lada.</translation>
        </message>
        <message>
            <source>Type the country code and the number, 5 to 15 digits in all.</source>
            <translation>Escriba el código de país y el número, de 5 a 15 dígitos en total.</translation>
        </message>
        <message>
            <source>Type the number again.</source>
            <translation>Escriba el número de nuevo.</translation>
        </message>
        <message>
            <source>Type the telephone number alone.</source>
            <translation>Escriba solo el número de teléfono.</translation>
        </message>
        <message>
            <source>Türkiye</source>
            <translation>Turquía</translation>
        </message>
        <message>
            <source>U.S. Virgin Islands</source>
            <translation>Islas Vírgenes de EE. UU.</translation>
        </message>
        <message>
            <source>Uganda</source>
            <translation>Uganda</translation>
        </message>
        <message>
            <source>Ukraine</source>
            <translation>Ucrania</translation>
        </message>
        <message>
            <source>United Arab Emirates</source>
            <translation>Emiratos Árabes Unidos</translation>
        </message>
        <message>
            <source>United Kingdom</source>
            <translation>Reino Unido</translation>
        </message>
        <message>
            <source>United States</source>
            <translation>Estados Unidos</translation>
        </message>
        <message>
            <source>United States (US1)</source>
            <translation>Estados Unidos (US1)</translation>
        </message>
        <message>
            <source>Unlock it, then try again; or sign in for this session.</source>
            <translation>Desbloquéelo e inténtelo de nuevo, o inicie sesión solo para esta vez.</translation>
        </message>
        <message>
            <source>Upgrade the Twilio account, or call a number that is verified in it.</source>
            <translation>Cambie la cuenta de Twilio a una de pago o llame a un número verificado en ella.</translation>
        </message>
        <message>
            <source>Upgrade the Twilio account.</source>
            <translation>Cambie la cuenta de Twilio a una de pago.</translation>
        </message>
        <message>
            <source>Uruguay</source>
            <translation>Uruguay</translation>
        </message>
        <message>
            <source>Use a cable instead of Wi-Fi, or go nearer to the router, and stop large downloads.</source>
            <translation>Use un cable en lugar de wifi, o acérquese al módem, y detenga las descargas grandes.</translation>
        </message>
        <message>
            <source>Use a telephone or mobile phone, now.</source>
            <translation>Use ahora mismo un teléfono fijo o celular.</translation>
        </message>
        <message>
            <source>Use a telephone or mobile phone.</source>
            <translation>Use un teléfono fijo o celular.</translation>
        </message>
        <message>
            <source>Use digits, * and #; a comma is a short pause.</source>
            <translation>Use dígitos, * y #; una coma es una pausa breve.</translation>
        </message>
        <message>
            <source>Use the address that “softphone sandbox” printed: http://127.0.0.1 and a port.</source>
            <translation>Use la dirección que mostró “softphone sandbox”: http://127.0.0.1 y un puerto.</translation>
        </message>
        <message>
            <source>Used from the next start.</source>
            <translation>Se aplica a partir del próximo inicio.</translation>
        </message>
        <message>
            <source>Utah</source>
            <translation>Utah</translation>
        </message>
        <message>
            <source>Uzbekistan</source>
            <translation>Uzbekistán</translation>
        </message>
        <message>
            <source>Vanuatu</source>
            <translation>Vanuatu</translation>
        </message>
        <message>
            <source>Vatican City</source>
            <translation>Ciudad del Vaticano</translation>
        </message>
        <message>
            <source>Venezuela</source>
            <translation>Venezuela</translation>
        </message>
        <message>
            <source>Verified numbers are not shown here.</source>
            <translation>Los números verificados no se muestran aquí.</translation>
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
            <translation>Volumen</translation>
        </message>
        <message>
            <source>Wait a little, then call again.</source>
            <translation>Espere un poco y vuelva a marcar.</translation>
        </message>
        <message>
            <source>Wait a moment and try again, or end it and start it anew.</source>
            <translation>Espere un momento e inténtelo de nuevo, o ciérrelo y vuelva a iniciarlo.</translation>
        </message>
        <message>
            <source>Wait for it to answer.</source>
            <translation>Espere a que conteste.</translation>
        </message>
        <message>
            <source>Wallis &amp; Futuna</source>
            <translation>Wallis y Futuna</translation>
        </message>
        <message>
            <source>Washington</source>
            <translation>Washington</translation>
        </message>
        <message>
            <source>West Virginia</source>
            <translation>Virginia Occidental</translation>
        </message>
        <message>
            <source>Western Sahara</source>
            <translation>Sáhara Occidental</translation>
        </message>
        <message>
            <source>What Twilio keeps about {name} cannot be read.</source>
            <translation>No se puede leer lo que Twilio guarda sobre {name}.</translation>
        </message>
        <message>
            <source>What {server} answered is not an access token.</source>
            <translation>Lo que respondió {server} no es un token de acceso.</translation>
        </message>
        <message>
            <source>Where other incoming calls ring; it need not be your headset.</source>
            <translation>Dónde suenan las demás llamadas entrantes; no tiene que ser su diadema.</translation>
        </message>
        <message>
            <source>Where several numbers fit equally, the one of the last conversation with this person is shown.</source>
            <translation>Si varios números sirven igual, se muestra el de la última conversación con esta persona.</translation>
        </message>
        <message>
            <source>Where the account is processed; the API key must have been made in that region.</source>
            <translation>Dónde se procesa la cuenta; la clave de API debe haberse creado en esa región.</translation>
        </message>
        <message>
            <source>Where the app gets access tokens for audio, if agents have no standard API key. https only.</source>
            <translation>De dónde obtiene la aplicación los tokens de acceso para el audio si los agentes no tienen una clave de API estándar. Solo https.</translation>
        </message>
        <message>
            <source>Where you hear the customer.</source>
            <translation>Dónde escucha al cliente.</translation>
        </message>
        <message>
            <source>Which numbers the rules may take when none of the agent's ring groups fits.</source>
            <translation>Qué números pueden usar las reglas cuando no sirve ninguno de los grupos de timbrado del agente.</translation>
        </message>
        <message>
            <source>Who chooses the caller ID</source>
            <translation>Quién elige el identificador de llamadas</translation>
        </message>
        <message>
            <source>Window</source>
            <translation>Ventana</translation>
        </message>
        <message>
            <source>Wisconsin</source>
            <translation>Wisconsin</translation>
        </message>
        <message>
            <source>With the timer and Hang up, over other windows, while this one is hidden or minimised.</source>
            <translation>Con el cronómetro y Colgar, por encima de otras ventanas, mientras esta está oculta o minimizada.</translation>
        </message>
        <message>
            <source>Without the {digits} in front.</source>
            <translation>Sin el {digits} inicial.</translation>
        </message>
        <message>
            <source>Workspace SID</source>
            <translation>SID del espacio de trabajo</translation>
        </message>
        <message>
            <source>Wyoming</source>
            <translation>Wyoming</translation>
        </message>
        <message>
            <source>Yemen</source>
            <translation>Yemen</translation>
        </message>
        <message>
            <source>Yes</source>
            <translation>Sí</translation>
        </message>
        <message>
            <source>You</source>
            <translation>Usted</translation>
        </message>
        <message>
            <source>You answered</source>
            <translation>Usted contestó</translation>
        </message>
        <message>
            <source>You are in no ring group, and only your own groups' numbers may be shown.</source>
            <translation>Usted no está en ningún grupo de timbrado y solo se pueden mostrar los números de sus propios grupos.</translation>
        </message>
        <message>
            <source>You are still in the call. Try again, or stay.</source>
            <translation>Usted sigue en la llamada. Inténtelo de nuevo o quédese.</translation>
        </message>
        <message>
            <source>You called {number} {seconds} s ago.</source>
            <translation>Usted marcó a {number} hace {seconds} s.</translation>
        </message>
        <message>
            <source>You can call with this line, but it is not at its best.</source>
            <translation>Puede llamar con esta línea, pero no está en su mejor momento.</translation>
        </message>
        <message>
            <source>You hung up</source>
            <translation>Usted colgó</translation>
        </message>
        <message>
            <source>Your caller ID has just been changed.</source>
            <translation>Su identificador de llamadas acaba de cambiar.</translation>
        </message>
        <message>
            <source>Your caller ID is not set by anybody any more: the company's settings decide.</source>
            <translation>Ya nadie establece su identificador de llamadas: deciden los ajustes de la empresa.</translation>
        </message>
        <message>
            <source>Your caller ID is now {caller_id} (you, {time}).</source>
            <translation>Su identificador de llamadas ahora es {caller_id} (usted, {time}).</translation>
        </message>
        <message>
            <source>Your caller ID is now {caller_id} ({by}, {time}).</source>
            <translation>Su identificador de llamadas ahora es {caller_id} ({by}, {time}).</translation>
        </message>
        <message>
            <source>Your caller ID is now {caller_id} ({by}, {time}: {why}).</source>
            <translation>Su identificador de llamadas ahora es {caller_id} ({by}, {time}: {why}).</translation>
        </message>
        <message>
            <source>Your caller ID is set by {name}.</source>
            <translation>Su identificador de llamadas lo establece {name}.</translation>
        </message>
        <message>
            <source>Your line is fine.</source>
            <translation>Su línea está bien.</translation>
        </message>
        <message>
            <source>Your line is not connected to Twilio.</source>
            <translation>Su línea no está conectada a Twilio.</translation>
        </message>
        <message>
            <source>Your line is ready.</source>
            <translation>Su línea está lista.</translation>
        </message>
        <message>
            <source>Your line is reconnecting…</source>
            <translation>Su línea se está reconectando…</translation>
        </message>
        <message>
            <source>Your line is starting…</source>
            <translation>Su línea se está iniciando…</translation>
        </message>
        <message>
            <source>Your name</source>
            <translation>Su nombre</translation>
        </message>
        <message>
            <source>Your name cannot be used for a line.</source>
            <translation>Su nombre no se puede usar para una línea.</translation>
        </message>
        <message>
            <source>Your own phone sends the tones: press the keys on it.</source>
            <translation>Los tonos los envía su propio teléfono: presione las teclas en él.</translation>
        </message>
        <message>
            <source>Your phone could not be reached</source>
            <translation>No se pudo establecer contacto con su teléfono</translation>
        </message>
        <message>
            <source>Your phone hung up</source>
            <translation>Su teléfono colgó</translation>
        </message>
        <message>
            <source>Your phone is busy</source>
            <translation>Su teléfono está ocupado</translation>
        </message>
        <message>
            <source>Your phone may be ringing</source>
            <translation>Tal vez su teléfono esté sonando</translation>
        </message>
        <message>
            <source>Your phone may be ringing; it is hung up once it is found</source>
            <translation>Tal vez su teléfono esté sonando; se colgará en cuanto se localice</translation>
        </message>
        <message>
            <source>Your phone rings at</source>
            <translation>Su teléfono suena en</translation>
        </message>
        <message>
            <source>Your phone stopped ringing</source>
            <translation>Su teléfono dejó de sonar</translation>
        </message>
        <message>
            <source>Your phone was not answered</source>
            <translation>Nadie contestó en su teléfono</translation>
        </message>
        <message>
            <source>Your phone was not rung</source>
            <translation>No se llamó a su teléfono</translation>
        </message>
        <message>
            <source>Your ring groups have no local number</source>
            <translation>Sus grupos de timbrado no tienen ningún número local</translation>
        </message>
        <message>
            <source>Your ring groups have no number for this call, and others may not be shown.</source>
            <translation>Sus grupos de timbrado no tienen ningún número para esta llamada y no se pueden mostrar otros.</translation>
        </message>
        <message>
            <source>Your ring groups have no toll-free number for {country}</source>
            <translation>Sus grupos de timbrado no tienen ningún número sin costo para {country}</translation>
        </message>
        <message>
            <source>Your toll-free number for {country}</source>
            <translation>Su número sin costo para {country}</translation>
        </message>
        <message>
            <source>Yukon</source>
            <translation>Yukón</translation>
        </message>
        <message>
            <source>Zambia</source>
            <translation>Zambia</translation>
        </message>
        <message>
            <source>Zimbabwe</source>
            <translation>Zimbabue</translation>
        </message>
        <message>
            <source>a SIP address ("sip:ana@acme.example"), a phone number ("+1…") or "client:" and a name</source>
            <translation>una dirección SIP ("sip:ana@acme.example"), un número de teléfono ("+1…") o "client:" y un nombre</translation>
        </message>
        <message>
            <source>a country code of two letters, such as "US"</source>
            <translation>un código de país de dos letras, como "US"</translation>
        </message>
        <message>
            <source>a name of up to 64 letters, digits, blanks or . @ + - _</source>
            <translation>un nombre de hasta 64 letras, dígitos, espacios o . @ + - _</translation>
        </message>
        <message>
            <source>a number in E.164, such as "+14155550123"</source>
            <translation>un número en formato E.164, como "+14155550123"</translation>
        </message>
        <message>
            <source>a whole number from "0" to "100"</source>
            <translation>un número entero de "0" a "100"</translation>
        </message>
        <message>
            <source>an address that starts with "https://", or nothing</source>
            <translation>una dirección que empiece con "https://", o nada</translation>
        </message>
        <message>
            <source>an identifier that starts with "{prefix}"</source>
            <translation>un identificador que empiece con "{prefix}"</translation>
        </message>
        <message>
            <source>another number was chosen</source>
            <translation>se eligió otro número</translation>
        </message>
        <message>
            <source>busy</source>
            <translation>ocupado</translation>
        </message>
        <message>
            <source>call ended</source>
            <translation>llamada terminada</translation>
        </message>
        <message>
            <source>calling {number}…</source>
            <translation>marcando a {number}…</translation>
        </message>
        <message>
            <source>calling {who}…</source>
            <translation>llamando a {who}…</translation>
        </message>
        <message>
            <source>cancelled</source>
            <translation>cancelada</translation>
        </message>
        <message>
            <source>cannot carry calls</source>
            <translation>no admite llamadas</translation>
        </message>
        <message>
            <source>connected</source>
            <translation>conectada</translation>
        </message>
        <message>
            <source>failed</source>
            <translation>fallida</translation>
        </message>
        <message>
            <source>fits as well, but comes later in the account</source>
            <translation>también sirve, pero aparece después en la cuenta</translation>
        </message>
        <message>
            <source>fits as well, but this person was last connected with the number chosen</source>
            <translation>también sirve, pero la última vez que esta persona contestó fue con el número elegido</translation>
        </message>
        <message>
            <source>handed over</source>
            <translation>transferida</translation>
        </message>
        <message>
            <source>hanging up {number}…</source>
            <translation>colgando a {number}…</translation>
        </message>
        <message>
            <source>has another country code than the number called</source>
            <translation>tiene otro código de país que el número marcado</translation>
        </message>
        <message>
            <source>has area code {theirs}, not {wanted}</source>
            <translation>tiene la clave lada {theirs}, no {wanted}</translation>
        </message>
        <message>
            <source>hours such as "21:00-08:00", or nothing</source>
            <translation>un horario como "21:00-08:00", o nada</translation>
        </message>
        <message>
            <source>in progress</source>
            <translation>en curso</translation>
        </message>
        <message>
            <source>is farther away: {place}</source>
            <translation>está más lejos: {place}</translation>
        </message>
        <message>
            <source>is not in {state}</source>
            <translation>no es de {state}</translation>
        </message>
        <message>
            <source>is only verified, not owned; automatic choice leaves those out</source>
            <translation>solo está verificado, no es propio; la elección automática los descarta</translation>
        </message>
        <message>
            <source>is set to receive fax</source>
            <translation>está configurado para recibir faxes</translation>
        </message>
        <message>
            <source>is the number being called</source>
            <translation>es el número marcado</translation>
        </message>
        <message>
            <source>is toll-free: local numbers come first</source>
            <translation>es un número sin costo: primero van los locales</translation>
        </message>
        <message>
            <source>is your dedicated line: it is not chosen automatically</source>
            <translation>es su línea exclusiva: no se elige automáticamente</translation>
        </message>
        <message>
            <source>is {owner}'s dedicated line</source>
            <translation>es la línea exclusiva de {owner}</translation>
        </message>
        <message>
            <source>may have rung</source>
            <translation>tal vez sonó</translation>
        </message>
        <message>
            <source>no answer</source>
            <translation>sin respuesta</translation>
        </message>
        <message>
            <source>no ring group in common: it is in {its}, you are in {yours}</source>
            <translation>ningún grupo de timbrado en común: el número está en {its} y usted, en {yours}</translation>
        </message>
        <message>
            <source>no ring group in common: it is in {its}, {agent} is in {theirs}</source>
            <translation>ningún grupo de timbrado en común: el número está en {its} y {agent}, en {theirs}</translation>
        </message>
        <message>
            <source>nobody knows whether {number} rang</source>
            <translation>no se sabe si {number} sonó</translation>
        </message>
        <message>
            <source>nobody knows whether {who} rang</source>
            <translation>no se sabe si sonó el teléfono de {who}</translation>
        </message>
        <message>
            <source>none</source>
            <translation>ninguno</translation>
        </message>
        <message>
            <source>nothing</source>
            <translation>ninguno</translation>
        </message>
        <message>
            <source>tel:, callto: and sip: links now open here. Written: {entry} and {choices}.</source>
            <translation>Los enlaces tel:, callto: y sip: ahora se abren aquí. Archivos escritos: {entry} y {choices}.</translation>
        </message>
        <message>
            <source>the name of a device, or nothing</source>
            <translation>el nombre de un dispositivo, o nada</translation>
        </message>
        <message>
            <source>true or false</source>
            <translation>true o false</translation>
        </message>
        <message>
            <source>undo</source>
            <translation>deshacer</translation>
        </message>
        <message>
            <source>waiting in Twilio's queue: about {seconds} s</source>
            <translation>en la cola de Twilio: unos {seconds} s</translation>
        </message>
        <message>
            <source>was refused by Twilio as a caller ID lately</source>
            <translation>Twilio lo rechazó hace poco como identificador de llamadas</translation>
        </message>
        <message>
            <source>your company</source>
            <translation>su empresa</translation>
        </message>
        <message>
            <source>your phone did not answer</source>
            <translation>su teléfono no contestó</translation>
        </message>
        <message>
            <source>{by} changed it to {caller_id} since ({time}).</source>
            <translation>{by} lo cambió después a {caller_id} ({time}).</translation>
        </message>
        <message>
            <source>{by} pinned your caller ID to {caller_id} until {until}.</source>
            <translation>{by} fijó su identificador de llamadas en {caller_id} hasta {until}.</translation>
        </message>
        <message>
            <source>{by} pinned your caller ID to {caller_id}.</source>
            <translation>{by} fijó su identificador de llamadas en {caller_id}.</translation>
        </message>
        <message>
            <source>{by} pinned your caller ID.</source>
            <translation>{by} fijó su identificador de llamadas.</translation>
        </message>
        <message>
            <source>{by} pinned {caller_id} since ({time}).</source>
            <translation>{by} fijó después {caller_id} ({time}).</translation>
        </message>
        <message>
            <source>{by} pinned {caller_id} until {until}.</source>
            <translation>{by} fijó {caller_id} hasta {until}.</translation>
        </message>
        <message>
            <source>{by} pinned {caller_id}.</source>
            <translation>{by} fijó {caller_id}.</translation>
        </message>
        <message>
            <source>{by} set your caller ID to {caller_id} at {time}; your own choice came later and counts.</source>
            <translation>{by} estableció {caller_id} como su identificador de llamadas ({time}); su propia elección es posterior y es la que vale.</translation>
        </message>
        <message>
            <source>{company} has changed settings: {count}.</source>
            <translation>{company} cambió ajustes: {count}.</translation>
        </message>
        <message>
            <source>{company} has changed your ring groups and settings: {count}.</source>
            <translation>{company} cambió sus grupos de timbrado y ajustes: {count}.</translation>
        </message>
        <message>
            <source>{company} has changed your ring groups.</source>
            <translation>{company} cambió sus grupos de timbrado.</translation>
        </message>
        <message>
            <source>{company} has changed “{label}”. It is now: {value}</source>
            <translation>{company} cambió “{label}”. Ahora es: {value}</translation>
        </message>
        <message>
            <source>{count} added</source>
            <translation>agregados: {count}</translation>
        </message>
        <message>
            <source>{count} changed</source>
            <translation>modificados: {count}</translation>
        </message>
        <message>
            <source>{count} released</source>
            <translation>dados de baja: {count}</translation>
        </message>
        <message>
            <source>{digits} is a crisis line and is not called from here.</source>
            <translation>{digits} es una línea de crisis y no se llama desde aquí.</translation>
        </message>
        <message>
            <source>{digits} is a short code ({country}) and is not called from here.</source>
            <translation>{digits} es un número corto ({country}) y no se llama desde aquí.</translation>
        </message>
        <message>
            <source>{digits} is an emergency number and is not called from here.</source>
            <translation>El {digits} es un número de emergencia y no se marca desde aquí.</translation>
        </message>
        <message>
            <source>{digits} is no longer dialled in {country}.</source>
            <translation>En {country} ya no se marca {digits}.</translation>
        </message>
        <message>
            <source>{digits} was put in front, as in calls inside {country}.</source>
            <translation>Se antepuso {digits}, como en las llamadas dentro de {country}.</translation>
        </message>
        <message>
            <source>{file} can be changed by others than the administrator, so it locks nothing and only suggests. To mend it: {remedy}</source>
            <translation>{file} lo pueden cambiar otros además del administrador, así que no bloquea nada y solo sugiere. Para corregirlo: {remedy}</translation>
        </message>
        <message>
            <source>{file} can be changed by others than the administrator, so its last good copy counts. To mend it: {remedy}</source>
            <translation>{file} lo pueden cambiar otros además del administrador, así que vale su última copia correcta. Para corregirlo: {remedy}</translation>
        </message>
        <message>
            <source>{file} cannot be read: {reason}.</source>
            <translation>No se puede leer {file}: {reason}.</translation>
        </message>
        <message>
            <source>{file} cannot be written ({why}).</source>
            <translation>No se puede escribir {file} ({why}).</translation>
        </message>
        <message>
            <source>{file} has headers in line {line} and no contact below them.</source>
            <translation>{file} tiene encabezados en la línea {line} y ningún contacto debajo.</translation>
        </message>
        <message>
            <source>{file} is a spreadsheet, not a CSV or vCard file.</source>
            <translation>{file} es una hoja de cálculo, no un archivo CSV o vCard.</translation>
        </message>
        <message>
            <source>{file} is empty.</source>
            <translation>{file} está vacío.</translation>
        </message>
        <message>
            <source>{file} is larger than 256 MB.</source>
            <translation>{file} supera los 256 MB.</translation>
        </message>
        <message>
            <source>{file} is neither a CSV nor a vCard file.</source>
            <translation>{file} no es un archivo CSV ni vCard.</translation>
        </message>
        <message>
            <source>{file}, line {line}: no column holds telephone numbers.</source>
            <translation>{file}, línea {line}: ninguna columna contiene números de teléfono.</translation>
        </message>
        <message>
            <source>{file}, line {line}: no column holds telephone numbers. It has: {found}.</source>
            <translation>{file}, línea {line}: ninguna columna contiene números de teléfono. Tiene: {found}.</translation>
        </message>
        <message>
            <source>{name} ({contact})</source>
            <translation>{name} ({contact})</translation>
        </message>
        <message>
            <source>{name} is set, but is not what “softphone sandbox” prints.</source>
            <translation>{name} está definida, pero no es lo que muestra “softphone sandbox”.</translation>
        </message>
        <message>
            <source>{news} Show it to this customer, or {number}, which you saw?</source>
            <translation>{news} ¿Mostrarlo a este cliente, o {number}, el que usted vio?</translation>
        </message>
        <message>
            <source>{news} The customer sees {number}.</source>
            <translation>{news} El cliente ve {number}.</translation>
        </message>
        <message>
            <source>{number} can no longer be shown. {problem}</source>
            <translation>{number} ya no se puede mostrar. {problem}</translation>
        </message>
        <message>
            <source>{number} could not be reached</source>
            <translation>No se pudo establecer contacto con {number}</translation>
        </message>
        <message>
            <source>{number} did not answer</source>
            <translation>No contestó {number}</translation>
        </message>
        <message>
            <source>{number} is being called already.</source>
            <translation>Ya se está marcando a {number}.</translation>
        </message>
        <message>
            <source>{number} is busy</source>
            <translation>{number} está ocupado</translation>
        </message>
        <message>
            <source>{number} is called next</source>
            <translation>{number} se llama a continuación</translation>
        </message>
        <message>
            <source>{number} is called when you answer</source>
            <translation>Se marcará a {number} cuando usted conteste</translation>
        </message>
        <message>
            <source>{number} is not available. {problem}</source>
            <translation>{number} no está disponible. {problem}</translation>
        </message>
        <message>
            <source>{number} is on hold</source>
            <translation>{number} está en espera</translation>
        </message>
        <message>
            <source>{number} is ringing…</source>
            <translation>{number} está sonando…</translation>
        </message>
        <message>
            <source>{number} may be ringing</source>
            <translation>{number} tal vez esté sonando</translation>
        </message>
        <message>
            <source>{number} may be ringing; it is hung up once it is found</source>
            <translation>{number} tal vez esté sonando; se colgará en cuanto se localice</translation>
        </message>
        <message>
            <source>{number} stopped ringing</source>
            <translation>{number} dejó de sonar</translation>
        </message>
        <message>
            <source>{number} was not called</source>
            <translation>No se marcó a {number}</translation>
        </message>
        <message>
            <source>{one} or {other}</source>
            <translation>{one} o {other}</translation>
        </message>
        <message>
            <source>{one}, {other}</source>
            <translation>{one}, {other}</translation>
        </message>
        <message>
            <source>{path} could not be made: {error}.</source>
            <translation>No se pudo crear {path}: {error}.</translation>
        </message>
        <message>
            <source>{path} could not be read or written: {error}.</source>
            <translation>No se pudo leer o escribir {path}: {error}.</translation>
        </message>
        <message>
            <source>{path} could not be written: {error}.</source>
            <translation>No se pudo escribir {path}: {error}.</translation>
        </message>
        <message>
            <source>{path} was not a database any more. It was set aside as {aside}.</source>
            <translation>{path} ya no era una base de datos. Se apartó como {aside}.</translation>
        </message>
        <message>
            <source>{path}, which {name} names, cannot be read as certificates.</source>
            <translation>{path}, que indica {name}, no se puede leer como certificados.</translation>
        </message>
        <message>
            <source>{prefix} was read as +.</source>
            <translation>{prefix} se leyó como +.</translation>
        </message>
        <message>
            <source>{problem} The caller ID that was known last is shown.</source>
            <translation>{problem} Se muestra el identificador conocido por última vez.</translation>
        </message>
        <message>
            <source>{server} did not answer when asked for a token.</source>
            <translation>{server} no respondió al pedirle un token.</translation>
        </message>
        <message>
            <source>{server} gave no token (HTTP {status}).</source>
            <translation>{server} no dio ningún token (HTTP {status}).</translation>
        </message>
        <message>
            <source>{state}, {country}</source>
            <translation>{state}, {country}</translation>
        </message>
        <message>
            <source>{what} A phone may be ringing.</source>
            <translation>{what} Tal vez esté sonando un teléfono.</translation>
        </message>
        <message>
            <source>{where}: {what}</source>
            <translation>{where}: {what}</translation>
        </message>
        <message>
            <source>{who} could not be reached</source>
            <translation>No se pudo establecer contacto con {who}</translation>
        </message>
        <message>
            <source>{who} did not answer</source>
            <translation>No contestó {who}</translation>
        </message>
        <message>
            <source>{who} did not take the call.</source>
            <translation>{who} no aceptó la llamada.</translation>
        </message>
        <message>
            <source>{who} has left</source>
            <translation>{who} salió de la llamada</translation>
        </message>
        <message>
            <source>{who} is busy</source>
            <translation>La línea de {who} está ocupada</translation>
        </message>
        <message>
            <source>{who} is called next</source>
            <translation>A continuación se llamará a {who}</translation>
        </message>
        <message>
            <source>{who} is in the call</source>
            <translation>{who} está en la llamada</translation>
        </message>
        <message>
            <source>{who} is in the call already.</source>
            <translation>{who} ya está en la llamada.</translation>
        </message>
        <message>
            <source>{who} is not there any more.</source>
            <translation>{who} ya no está en la llamada.</translation>
        </message>
        <message>
            <source>{who} is on hold</source>
            <translation>{who} está en espera</translation>
        </message>
        <message>
            <source>{who} is ringing…</source>
            <translation>{who}: sonando…</translation>
        </message>
        <message>
            <source>{who} may be ringing</source>
            <translation>{who}: tal vez esté sonando</translation>
        </message>
        <message>
            <source>{who} stopped ringing</source>
            <translation>{who}: dejó de sonar</translation>
        </message>
        <message>
            <source>{who} was not called</source>
            <translation>No se llamó a {who}</translation>
        </message>
        <message>
            <source>{why}; you last spoke from this number</source>
            <translation>{why}; la última vez habló desde este número</translation>
        </message>
        <message>
            <source>Åland Islands</source>
            <translation>Islas Åland</translation>
        </message>
        <message>
            <source>“{label}” is now set by {company}.</source>
            <translation>“{label}” ahora lo establece {company}.</translation>
        </message>
        <message>
            <source>“{label}” is set in {file} and cannot be changed here.</source>
            <translation>“{label}” está establecido en {file} y no se puede cambiar aquí.</translation>
        </message>
        <message>
            <source>“{label}” is yours to change now.</source>
            <translation>Ahora usted puede cambiar “{label}”.</translation>
        </message>
        <message>
            <source>“{name}” is not a telephone number.</source>
            <translation>“{name}” no es un número de teléfono.</translation>
        </message>
        <message>
            <source>“{scheme}:” links do not lead to a telephone.</source>
            <translation>Los enlaces “{scheme}:” no llevan a un teléfono.</translation>
        </message>
        <message>
            <source>“{text}” cannot be dialled exactly as typed.</source>
            <translation>“{text}” no se puede marcar exactamente como está escrito.</translation>
        </message>
        <message>
            <source>“{text}” cannot be sent as tones.</source>
            <translation>“{text}” no se puede enviar como tonos.</translation>
        </message>
        <message>
            <source>“{text}” cannot exist: no area code or exchange in +1 starts so.</source>
            <translation>«{text}» no puede existir: ningún código de área ni central de +1 empieza así.</translation>
        </message>
        <message>
            <source>“{text}” does not have a number's length.</source>
            <translation>“{text}” no tiene la longitud de un número.</translation>
        </message>
        <message>
            <source>“{text}” does not start with a country code that exists.</source>
            <translation>“{text}” no empieza con un código de país que exista.</translation>
        </message>
        <message>
            <source>“{text}” has no area code.</source>
            <translation>“{text}” no tiene clave lada.</translation>
        </message>
        <message>
            <source>“{text}” has no country code.</source>
            <translation>“{text}” no tiene código de país.</translation>
        </message>
        <message>
            <source>“{text}” has too few digits.</source>
            <translation>“{text}” tiene muy pocos dígitos.</translation>
        </message>
        <message>
            <source>“{text}” has too many digits.</source>
            <translation>“{text}” tiene demasiados dígitos.</translation>
        </message>
        <message>
            <source>“{text}” is nobody known here.</source>
            <translation>“{text}” no corresponde a nadie conocido aquí.</translation>
        </message>
        <message>
            <source>“{text}” is not a SIP address.</source>
            <translation>“{text}” no es una dirección SIP.</translation>
        </message>
        <message>
            <source>“{text}” is not a telephone number.</source>
            <translation>“{text}” no es un número de teléfono.</translation>
        </message>
        <message>
            <source>“{text}” was rounded by a spreadsheet: the last digits are lost.</source>
            <translation>Una hoja de cálculo redondeó «{text}»: se perdieron las últimas cifras.</translation>
        </message>
        <message>
            <source>“{value}” does not fit “{label}”.</source>
            <translation>“{value}” no es válido para “{label}”.</translation>
        </message>
    </context>
</TS>
