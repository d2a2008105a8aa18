<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="pt_BR" sourcelanguage="en">
    <context>
        <name>AboutDialog</name>
        <message>
            <source>A desktop softphone for call-centre agents, on the company's own Twilio account.</source>
            <translation>Um softphone de desktop para agentes de call center, na conta Twilio da própria empresa.</translation>
        </message>
        <message>
            <source>About Softphone</source>
            <translation>Sobre o Softphone</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Fechar</translation>
        </message>
        <message>
            <source>It uses Qt and Qt for Python (PySide6) under the GNU Lesser General Public License, version 3. They are separate libraries: you may replace them with your own build.</source>
            <translation>Usa o Qt e o Qt for Python (PySide6) sob a GNU Lesser General Public License, versão 3. São bibliotecas separadas: você pode substituí-las por sua própria compilação.</translation>
        </message>
        <message>
            <source>Licence: {licence}</source>
            <translation>Licença: {licence}</translation>
        </message>
        <message>
            <source>Licensed under the Apache License, version 2.0 (Apache-2.0).</source>
            <translation>Licenciado sob a Apache License, versão 2.0 (Apache-2.0).</translation>
        </message>
        <message>
            <source>Softphone {version}</source>
            <translation>Softphone {version}</translation>
        </message>
        <message>
            <source>The package does not carry the licence's text.</source>
            <translation>O pacote não contém o texto da licença.</translation>
        </message>
        <message>
            <source>The package does not say under which licence it is.</source>
            <translation>O pacote não informa sob qual licença está.</translation>
        </message>
        <message>
            <source>What it is made with, and the licences</source>
            <translation>Do que é feito, e as licenças</translation>
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
            <translation>Ligando para {number} como {caller_id} em {seconds} s</translation>
        </message>
        <message>
            <source>Left out of the link: {parts}</source>
            <translation>Deixado de fora do link: {parts}</translation>
        </message>
        <message>
            <source>The number waits in the field until this call is over.</source>
            <translation>O número fica no campo até esta chamada terminar.</translation>
        </message>
        <message>
            <source>There is no text on the clipboard.</source>
            <translation>Não há texto na área de transferência.</translation>
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
            <translation>Em espera</translation>
        </message>
        <message>
            <source>Resuming…</source>
            <translation>Retomando…</translation>
        </message>
        <message>
            <source>Unmuting…</source>
            <translation>Reativando…</translation>
        </message>
    </context>
    <context>
        <name>CallButtons</name>
        <message>
            <source>&amp;Keypad tones</source>
            <translation>Tons d&amp;o teclado</translation>
        </message>
        <message>
            <source>&amp;Mute</source>
            <translation>Silenciar o &amp;microfone</translation>
        </message>
        <message>
            <source>&amp;Transfer…</source>
            <translation>Trans&amp;ferir…</translation>
        </message>
        <message>
            <source>A&amp;dd somebody…</source>
            <translation>Adicionar alg&amp;uém…</translation>
        </message>
        <message>
            <source>Add</source>
            <translation>Adicionar</translation>
        </message>
        <message>
            <source>Ask somebody else into the call ({key})</source>
            <translation>Convidar outra pessoa para a chamada ({key})</translation>
        </message>
        <message>
            <source>H&amp;old</source>
            <translation>&amp;Colocar em espera</translation>
        </message>
        <message>
            <source>Hand the call to somebody else ({key})</source>
            <translation>Passar a chamada para outra pessoa ({key})</translation>
        </message>
        <message>
            <source>Keypad</source>
            <translation>Teclado</translation>
        </message>
        <message>
            <source>Nobody hears you ({key})</source>
            <translation>Ninguém ouve você ({key})</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>Nota</translation>
        </message>
        <message>
            <source>Note on this ca&amp;ll</source>
            <translation>Nota so&amp;bre esta chamada</translation>
        </message>
        <message>
            <source>Press keys for the customer's menu ({key})</source>
            <translation>Pressionar teclas para o menu do cliente ({key})</translation>
        </message>
        <message>
            <source>Ringing…</source>
            <translation>Tocando…</translation>
        </message>
        <message>
            <source>The customer hears music ({key})</source>
            <translation>O cliente ouve música ({key})</translation>
        </message>
        <message>
            <source>There is no call.</source>
            <translation>Não há nenhuma chamada.</translation>
        </message>
        <message>
            <source>Transfer</source>
            <translation>Transferir</translation>
        </message>
        <message>
            <source>Write a note on this call ({key})</source>
            <translation>Escrever uma nota sobre esta chamada ({key})</translation>
        </message>
    </context>
    <context>
        <name>CallControls</name>
        <message>
            <source>Hanging up…</source>
            <translation>Desligando…</translation>
        </message>
        <message>
            <source>There is no call.</source>
            <translation>Não há nenhuma chamada.</translation>
        </message>
    </context>
    <context>
        <name>CallModel</name>
        <message>
            <source>Call ended after {time}</source>
            <translation>Chamada encerrada após {time}</translation>
        </message>
        <message>
            <source>Handed over to {who} after {time}</source>
            <translation>Transferida para {who} após {time}</translation>
        </message>
        <message>
            <source>Hanging up…</source>
            <translation>Desligando…</translation>
        </message>
        <message>
            <source>{trouble} Looking again.</source>
            <translation>{trouble} Verificando de novo.</translation>
        </message>
        <message>
            <source>{trouble} The call goes on; looking again.</source>
            <translation>{trouble} A chamada continua; verificando de novo.</translation>
        </message>
        <message>
            <source>{trouble} Trying again.</source>
            <translation>{trouble} Tentando de novo.</translation>
        </message>
    </context>
    <context>
        <name>CallPanel</name>
        <message>
            <source>&amp;Keep {number}</source>
            <translation>&amp;Manter {number}</translation>
        </message>
        <message>
            <source>&amp;Show {number}</source>
            <translation>&amp;Mostrar {number}</translation>
        </message>
        <message>
            <source>Add to the call</source>
            <translation>Adicionar à chamada</translation>
        </message>
        <message>
            <source>Call again</source>
            <translation>Ligar de novo</translation>
        </message>
        <message>
            <source>Call in progress</source>
            <translation>Chamada em andamento</translation>
        </message>
        <message>
            <source>Call them in</source>
            <translation>Convidar</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Fechar</translation>
        </message>
        <message>
            <source>End the call (F8)</source>
            <translation>Encerrar a chamada (F8)</translation>
        </message>
        <message>
            <source>Hand over when they answer</source>
            <translation>Transferir ao atender</translation>
        </message>
        <message>
            <source>Hang up</source>
            <translation>Desligar</translation>
        </message>
        <message>
            <source>Look again</source>
            <translation>Verificar de novo</translation>
        </message>
        <message>
            <source>Ring me back in</source>
            <translation>Chamar-me de volta à chamada</translation>
        </message>
        <message>
            <source>Send {keys}</source>
            <translation>Enviar {keys}</translation>
        </message>
        <message>
            <source>Talk first</source>
            <translation>Falar antes</translation>
        </message>
        <message>
            <source>They cannot hear you: the app that carried your sound was closed.</source>
            <translation>Não ouvem você: o aplicativo que levava seu som foi fechado.</translation>
        </message>
        <message>
            <source>Transfer to</source>
            <translation>Transferir para</translation>
        </message>
        <message>
            <source>as {number}</source>
            <translation>como {number}</translation>
        </message>
    </context>
    <context>
        <name>CallerIdCard</name>
        <message>
            <source>Calling as</source>
            <translation>Ligando como</translation>
        </message>
        <message>
            <source>Calling as {number}</source>
            <translation>Ligando como {number}</translation>
        </message>
        <message>
            <source>Choose the number to show (Alt+I)</source>
            <translation>Escolher o número a exibir (Alt+I)</translation>
        </message>
        <message>
            <source>Why this number?</source>
            <translation>Por que este número?</translation>
        </message>
        <message>
            <source>Why?</source>
            <translation>Por quê?</translation>
        </message>
    </context>
    <context>
        <name>CallerIdPopup</name>
        <message>
            <source>Enter: choose · Alt+Enter: this call only · Ctrl+P: pin · F5: refresh</source>
            <translation>Enter: escolher · Alt+Enter: só nesta chamada · Ctrl+P: fixar · F5: atualizar</translation>
        </message>
        <message>
            <source>Find a name, a number, a place</source>
            <translation>Buscar um nome, um número, um lugar</translation>
        </message>
        <message>
            <source>Find a number to show</source>
            <translation>Buscar um número a exibir</translation>
        </message>
        <message>
            <source>No number matches “{text}”.</source>
            <translation>Nenhum número corresponde a “{text}”.</translation>
        </message>
        <message>
            <source>Numbers you may show</source>
            <translation>Números que você pode exibir</translation>
        </message>
        <message>
            <source>There is no number that you may show. F5 reads the numbers again.</source>
            <translation>Não há nenhum número que você possa exibir. F5 lê os números novamente.</translation>
        </message>
    </context>
    <context>
        <name>CallerIdRows</name>
        <message>
            <source>All numbers</source>
            <translation>Todos os números</translation>
        </message>
        <message>
            <source>Not for you to show</source>
            <translation>Não disponíveis para você</translation>
        </message>
        <message>
            <source>Pinned</source>
            <translation>Fixados</translation>
        </message>
        <message>
            <source>Recent</source>
            <translation>Recentes</translation>
        </message>
        <message>
            <source>verified only</source>
            <translation>apenas verificado</translation>
        </message>
        <message>
            <source>your own line</source>
            <translation>sua própria linha</translation>
        </message>
    </context>
    <context>
        <name>CallerIdView</name>
        <message>
            <source>Choose a number</source>
            <translation>Escolha um número</translation>
        </message>
        <message>
            <source>Default (automatic)</source>
            <translation>Padrão (automático)</translation>
        </message>
        <message>
            <source>Loading the numbers…</source>
            <translation>Carregando os números…</translation>
        </message>
        <message>
            <source>No number to show</source>
            <translation>Nenhum número a exibir</translation>
        </message>
        <message>
            <source>No numbers yet</source>
            <translation>Ainda não há números</translation>
        </message>
        <message>
            <source>Refresh reads them from Twilio.</source>
            <translation>Atualizar lê os números da Twilio.</translation>
        </message>
        <message>
            <source>There is no list: the rules choose the number for every call.</source>
            <translation>Não há lista: as regras escolhem o número de cada chamada.</translation>
        </message>
        <message>
            <source>Type a number to see which one it will show.</source>
            <translation>Digite um número para ver qual será exibido.</translation>
        </message>
        <message>
            <source>chosen automatically</source>
            <translation>escolhido automaticamente</translation>
        </message>
        <message>
            <source>chosen by you</source>
            <translation>escolhido por você</translation>
        </message>
        <message>
            <source>for this call only</source>
            <translation>só para esta chamada</translation>
        </message>
        <message>
            <source>pinned for this contact</source>
            <translation>fixado para este contato</translation>
        </message>
        <message>
            <source>set by {name}</source>
            <translation>definido por {name}</translation>
        </message>
        <message>
            <source>your administrator</source>
            <translation>seu administrador</translation>
        </message>
        <message>
            <source>{number} is not available. {problem}</source>
            <translation>{number} não está disponível. {problem}</translation>
        </message>
    </context>
    <context>
        <name>CallerIdsModel</name>
        <message>
            <source>Chooses for each number you call.</source>
            <translation>Escolhe conforme cada número que você chama.</translation>
        </message>
        <message>
            <source>Default (automatic)</source>
            <translation>Padrão (automático)</translation>
        </message>
    </context>
    <context>
        <name>ContactActions</name>
        <message>
            <source>&amp;Add a contact…</source>
            <translation>&amp;Adicionar contato…</translation>
        </message>
        <message>
            <source>&amp;Copy the number</source>
            <translation>&amp;Copiar o número</translation>
        </message>
        <message>
            <source>&amp;Delete</source>
            <translation>E&amp;xcluir</translation>
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
            <translation>&amp;Importar arquivo…</translation>
        </message>
        <message>
            <source>&amp;Pin a caller ID…</source>
            <translation>Fixar &amp;número exibido…</translation>
        </message>
        <message>
            <source>&amp;Undo deleting</source>
            <translation>&amp;Desfazer exclusão</translation>
        </message>
        <message>
            <source>Choose a contact first.</source>
            <translation>Escolha um contato primeiro.</translation>
        </message>
        <message>
            <source>Contacts (*.csv *.vcf *.txt *.tsv);;All files (*)</source>
            <translation>Contatos (*.csv *.vcf *.txt *.tsv);;Todos os arquivos (*)</translation>
        </message>
        <message>
            <source>Import contacts</source>
            <translation>Importar contatos</translation>
        </message>
        <message>
            <source>Nothing was deleted.</source>
            <translation>Nada foi excluído.</translation>
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
            <translation>Adicionar contato</translation>
        </message>
        <message>
            <source>Add a number</source>
            <translation>Adicionar número</translation>
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
            <translation>Dígitos, * e #; uma vírgula é uma pausa curta.</translation>
        </message>
        <message>
            <source>Edit contact</source>
            <translation>Editar contato</translation>
        </message>
        <message>
            <source>Kind of number {position}</source>
            <translation>Tipo do número {position}</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>Nome</translation>
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
            <translation>Salvar</translation>
        </message>
        <message>
            <source>The first is called.</source>
            <translation>O primeiro é o que será chamado.</translation>
        </message>
        <message>
            <source>Tones after they answer</source>
            <translation>Tons após o atendimento</translation>
        </message>
        <message>
            <source>Type or paste a number</source>
            <translation>Digite ou cole um número</translation>
        </message>
        <message>
            <source>telephone</source>
            <translation>telefone</translation>
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
            <translation>Europa Central</translation>
        </message>
        <message>
            <source>Cyrillic</source>
            <translation>Cirílico</translation>
        </message>
        <message>
            <source>Do names look wrong? Read the letters as:</source>
            <translation>Os nomes parecem errados? Ler as letras como:</translation>
        </message>
        <message>
            <source>Greek</source>
            <translation>Grego</translation>
        </message>
        <message>
            <source>Import</source>
            <translation>Importar</translation>
        </message>
        <message>
            <source>Import contacts</source>
            <translation>Importar contatos</translation>
        </message>
        <message>
            <source>Import {count}</source>
            <translation>Importar {count}</translation>
        </message>
        <message>
            <source>Japanese</source>
            <translation>Japonês</translation>
        </message>
        <message>
            <source>Korean</source>
            <translation>Coreano</translation>
        </message>
        <message>
            <source>Left out</source>
            <translation>Deixados de fora</translation>
        </message>
        <message>
            <source>Letters of the file</source>
            <translation>Codificação do arquivo</translation>
        </message>
        <message>
            <source>Line {line}, {whose}: {why}</source>
            <translation>Linha {line}, {whose}: {why}</translation>
        </message>
        <message>
            <source>Line {line}: {why}</source>
            <translation>Linha {line}: {why}</translation>
        </message>
        <message>
            <source>Nothing in the file is new.</source>
            <translation>Não há nada de novo no arquivo.</translation>
        </message>
        <message>
            <source>Reading the file</source>
            <translation>Lendo o arquivo</translation>
        </message>
        <message>
            <source>Simplified Chinese</source>
            <translation>Chinês simplificado</translation>
        </message>
        <message>
            <source>Thai</source>
            <translation>Tailandês</translation>
        </message>
        <message>
            <source>The file is being read.</source>
            <translation>O arquivo está sendo lido.</translation>
        </message>
        <message>
            <source>Traditional Chinese</source>
            <translation>Chinês tradicional</translation>
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
            <translation>Europa Ocidental</translation>
        </message>
        <message>
            <source>Will be kept</source>
            <translation>Serão guardados</translation>
        </message>
    </context>
    <context>
        <name>ContactImportModel</name>
        <message>
            <source>Contacts you have that get a number or a detail more: {count}</source>
            <translation>Contatos seus que ganham um número ou dado a mais: {count}</translation>
        </message>
        <message>
            <source>Found in the file: {count}</source>
            <translation>Encontrados no arquivo: {count}</translation>
        </message>
        <message>
            <source>Left out, listed below: {count}</source>
            <translation>Deixados de fora, listados abaixo: {count}</translation>
        </message>
        <message>
            <source>New contacts: {count}</source>
            <translation>Novos contatos: {count}</translation>
        </message>
        <message>
            <source>Put together with another of the file, by number: {count}</source>
            <translation>Unidos a outro do arquivo, pelo número: {count}</translation>
        </message>
        <message>
            <source>There already: {count}</source>
            <translation>Já existentes: {count}</translation>
        </message>
    </context>
    <context>
        <name>ContactRowsModel</name>
        <message>
            <source>as {number}</source>
            <translation>como {number}</translation>
        </message>
        <message>
            <source>as {number} · not available</source>
            <translation>como {number} · não disponível</translation>
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
            <translation>número principal</translation>
        </message>
        <message>
            <source>mobile</source>
            <translation>celular</translation>
        </message>
        <message>
            <source>work</source>
            <translation>trabalho</translation>
        </message>
        <message>
            <source>{count} more</source>
            <translation>mais {count}</translation>
        </message>
    </context>
    <context>
        <name>ContactsModel</name>
        <message>
            <source>The numbers are not there yet.</source>
            <translation>Os números ainda não foram carregados.</translation>
        </message>
        <message>
            <source>Your caller ID is set by {name}.</source>
            <translation>Seu número exibido é definido por {name}.</translation>
        </message>
        <message>
            <source>your administrator</source>
            <translation>seu administrador</translation>
        </message>
    </context>
    <context>
        <name>ContactsPage</name>
        <message>
            <source>Add a contact</source>
            <translation>Adicionar contato</translation>
        </message>
        <message>
            <source>Contacts</source>
            <translation>Contatos</translation>
        </message>
        <message>
            <source>Enter calls. The menu key offers more.</source>
            <translation>Enter liga. A tecla de menu oferece mais.</translation>
        </message>
        <message>
            <source>Find a name, a company, a number, a note</source>
            <translation>Buscar um nome, uma empresa, um número, uma nota</translation>
        </message>
        <message>
            <source>Find in contacts</source>
            <translation>Buscar nos contatos</translation>
        </message>
        <message>
            <source>Import a file…</source>
            <translation>Importar arquivo…</translation>
        </message>
        <message>
            <source>Keep the people you call here, or import a CSV or vCard file.</source>
            <translation>Guarde aqui as pessoas para quem você liga ou importe um arquivo CSV ou vCard.</translation>
        </message>
        <message>
            <source>No contact matches “{text}”.</source>
            <translation>Nenhum contato corresponde a “{text}”.</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>Desfazer</translation>
        </message>
        <message>
            <source>{name} was deleted.</source>
            <translation>{name} foi excluído.</translation>
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
            <translation>Não ligar; o número fica no campo (Esc)</translation>
        </message>
    </context>
    <context>
        <name>WindowWiring</name>
        <message>
            <source>A call is in progress.</source>
            <translation>Há uma chamada em andamento.</translation>
        </message>
        <message>
            <source>{count} calls were written.</source>
            <translation>Chamadas exportadas: {count}.</translation>
        </message>
        <message>
            <source>{count} changes were written.</source>
            <translation>Alterações exportadas: {count}.</translation>
        </message>
    </context>
    <context>
        <name>Desktop</name>
        <message>
            <source>Its icon opens it again, hangs up, and quits. Preferences turn this off.</source>
            <translation>O ícone abre a janela de novo, desliga a chamada e sai do programa. Isso pode ser desativado em Preferências.</translation>
        </message>
        <message>
            <source>Softphone goes on in the tray</source>
            <translation>O Softphone continua na bandeja</translation>
        </message>
        <message>
            <source>Softphone was open already. Quit it first to start it in another way.</source>
            <translation>O Softphone já estava aberto. Saia dele primeiro para iniciá-lo de outra forma.</translation>
        </message>
    </context>
    <context>
        <name>DesktopMenu</name>
        <message>
            <source>&amp;Desktop</source>
            <translation>Área de tra&amp;balho</translation>
        </message>
        <message>
            <source>A click on a telephone number then fills it in here</source>
            <translation>Um clique em um número de telefone passa a preenchê-lo aqui</translation>
        </message>
        <message>
            <source>Call from the clip&amp;board</source>
            <translation>Ligar da área de trans&amp;ferência</translation>
        </message>
        <message>
            <source>Links to telephone numbers</source>
            <translation>Links para números de telefone</translation>
        </message>
        <message>
            <source>Make this the app for &amp;tel: links</source>
            <translation>Usar este aplicativo para links &amp;tel:</translation>
        </message>
    </context>
    <context>
        <name>DialModel</name>
        <message>
            <source>Last time {number} was shown. Look at the number shown now, then call.</source>
            <translation>Da última vez, foi exibido {number}. Confira o número exibido agora e então ligue.</translation>
        </message>
        <message>
            <source>The numbers are not there yet.</source>
            <translation>Os números ainda não foram carregados.</translation>
        </message>
        <message>
            <source>Type or paste a number.</source>
            <translation>Digite ou cole um número.</translation>
        </message>
        <message>
            <source>“{text}” is among your contacts: choose it from the list.</source>
            <translation>“{text}” está nos seus contatos: escolha na lista.</translation>
        </message>
    </context>
    <context>
        <name>DiallerPage</name>
        <message>
            <source>Call</source>
            <translation>Ligar</translation>
        </message>
        <message>
            <source>Call (Enter)</source>
            <translation>Ligar (Enter)</translation>
        </message>
        <message>
            <source>Call {number}</source>
            <translation>Ligar para {number}</translation>
        </message>
        <message>
            <source>Contacts</source>
            <translation>Contatos</translation>
        </message>
        <message>
            <source>Recents</source>
            <translation>Recentes</translation>
        </message>
    </context>
    <context>
        <name>GlobalKeys</name>
        <message>
            <source>Another program uses {keys}, so it does nothing here.</source>
            <translation>Outro programa usa {keys}, por isso aqui não tem efeito.</translation>
        </message>
        <message>
            <source>Call from the clipboard</source>
            <translation>Ligar da área de transferência</translation>
        </message>
        <message>
            <source>Hang up</source>
            <translation>Desligar</translation>
        </message>
        <message>
            <source>This desktop does not offer keys that work in every window. A shortcut made in its own settings can run “softphone --hang-up”.</source>
            <translation>Este ambiente não oferece teclas que funcionem em todas as janelas. Um atalho criado nas configurações dele pode executar “softphone --hang-up”.</translation>
        </message>
    </context>
    <context>
        <name>GuestLines</name>
        <message>
            <source>Back to the customer</source>
            <translation>Voltar ao cliente</translation>
        </message>
        <message>
            <source>Complete transfer</source>
            <translation>Concluir transferência</translation>
        </message>
        <message>
            <source>End</source>
            <translation>Encerrar</translation>
        </message>
        <message>
            <source>End: {guest}</source>
            <translation>Encerrar: {guest}</translation>
        </message>
        <message>
            <source>Handing over…</source>
            <translation>Transferindo…</translation>
        </message>
        <message>
            <source>Join all</source>
            <translation>Unir todos</translation>
        </message>
        <message>
            <source>Joining…</source>
            <translation>Unindo…</translation>
        </message>
        <message>
            <source>Leave the call to them</source>
            <translation>Deixar a chamada com eles</translation>
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
            <translation>&amp;Sobre o Softphone</translation>
        </message>
        <message>
            <source>&amp;Help</source>
            <translation>A&amp;juda</translation>
        </message>
        <message>
            <source>&amp;Keyboard shortcuts</source>
            <translation>Atalhos do &amp;teclado</translation>
        </message>
        <message>
            <source>&amp;Report for support…</source>
            <translation>&amp;Relatório para o suporte…</translation>
        </message>
        <message>
            <source>&amp;Where do my settings come from?</source>
            <translation>De &amp;onde vêm minhas configurações?</translation>
        </message>
    </context>
    <context>
        <name>InThisApp</name>
        <message>
            <source>In this app, with your headset</source>
            <translation>Neste aplicativo, com seu headset</translation>
        </message>
    </context>
    <context>
        <name>IncomingBar</name>
        <message>
            <source>&amp;Answer the incoming call</source>
            <translation>A&amp;tender a chamada recebida</translation>
        </message>
        <message>
            <source>Answer</source>
            <translation>Atender</translation>
        </message>
        <message>
            <source>Answer (F6); a call in progress ends</source>
            <translation>Atender (F6); a chamada em andamento é encerrada</translation>
        </message>
        <message>
            <source>Hang &amp;up on who called</source>
            <translation>Desligar de &amp;quem ligou</translation>
        </message>
        <message>
            <source>Hang up</source>
            <translation>Desligar</translation>
        </message>
        <message>
            <source>Hang up on who called (Shift+F8)</source>
            <translation>Desligar de quem ligou (Shift+F8)</translation>
        </message>
        <message>
            <source>Incoming call</source>
            <translation>Chamada recebida</translation>
        </message>
        <message>
            <source>Nobody is calling you.</source>
            <translation>Ninguém está ligando para você.</translation>
        </message>
        <message>
            <source>Re&amp;fuse the incoming call</source>
            <translation>&amp;Recusar a chamada recebida</translation>
        </message>
        <message>
            <source>Refuse</source>
            <translation>Recusar</translation>
        </message>
        <message>
            <source>Refuse (Shift+F6)</source>
            <translation>Recusar (Shift+F6)</translation>
        </message>
        <message>
            <source>You talk to {caller}</source>
            <translation>Você está falando com {caller}</translation>
        </message>
        <message>
            <source>{caller} is calling you</source>
            <translation>{caller} está ligando para você</translation>
        </message>
    </context>
    <context>
        <name>Key</name>
        <message>
            <source>Hold for +</source>
            <translation>Segure para +</translation>
        </message>
        <message>
            <source>hash</source>
            <translation>jogo da velha</translation>
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
            <translation>O som foi interrompido; reconectando…</translation>
        </message>
    </context>
    <context>
        <name>LineQuality</name>
        <message>
            <source>Clarity (MOS)</source>
            <translation>Clareza (MOS)</translation>
        </message>
        <message>
            <source>Lost on the way</source>
            <translation>Perdido no caminho</translation>
        </message>
        <message>
            <source>Microphone</source>
            <translation>Microfone</translation>
        </message>
        <message>
            <source>Round trip</source>
            <translation>Ida e volta</translation>
        </message>
        <message>
            <source>Sound arriving</source>
            <translation>Som recebido</translation>
        </message>
        <message>
            <source>Unevenness (jitter)</source>
            <translation>Irregularidade (jitter)</translation>
        </message>
        <message>
            <source>heard</source>
            <translation>é ouvido</translation>
        </message>
        <message>
            <source>muted</source>
            <translation>silenciado</translation>
        </message>
        <message>
            <source>not heard</source>
            <translation>não é ouvido</translation>
        </message>
        <message>
            <source>not known</source>
            <translation>desconhecido</translation>
        </message>
        <message>
            <source>{count} ms</source>
            <translation>{count} ms</translation>
        </message>
        <message>
            <source>{count} packets a second</source>
            <translation>{count} pacotes por segundo</translation>
        </message>
        <message>
            <source>{score} of 4.5</source>
            <translation>{score} de 4,5</translation>
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
            <translation>Medindo…</translation>
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
            <translation>&amp;Copiar os resultados</translation>
        </message>
        <message>
            <source>&amp;Start the test call</source>
            <translation>&amp;Iniciar a chamada de teste</translation>
        </message>
        <message>
            <source>&amp;Test again</source>
            <translation>&amp;Testar de novo</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Fechar</translation>
        </message>
        <message>
            <source>Level of the microphone</source>
            <translation>Nível do microfone</translation>
        </message>
        <message>
            <source>Microphone</source>
            <translation>Microfone</translation>
        </message>
        <message>
            <source>Progress of the test call</source>
            <translation>Progresso da chamada de teste</translation>
        </message>
        <message>
            <source>Speak during the test call, and listen.</source>
            <translation>Fale durante a chamada de teste e escute.</translation>
        </message>
        <message>
            <source>Test call</source>
            <translation>Chamada de teste</translation>
        </message>
        <message>
            <source>Test my line</source>
            <translation>Testar minha linha</translation>
        </message>
        <message>
            <source>The results were copied.</source>
            <translation>Os resultados foram copiados.</translation>
        </message>
        <message>
            <source>The test call is under way.</source>
            <translation>A chamada de teste está em andamento.</translation>
        </message>
        <message>
            <source>There are no results yet.</source>
            <translation>Ainda não há resultados.</translation>
        </message>
        <message>
            <source>Your microphone first, then a call of ten seconds to your own line. Nobody else is called.</source>
            <translation>Primeiro, seu microfone; depois, uma chamada de dez segundos para sua própria linha. Ninguém mais é chamado.</translation>
        </message>
    </context>
    <context>
        <name>LineTestModel</name>
        <message>
            <source>A call is in progress. Test your line when it is over.</source>
            <translation>Há uma chamada em andamento. Teste sua linha quando ela terminar.</translation>
        </message>
        <message>
            <source>Nothing could be measured in the test call. Try again.</source>
            <translation>Não foi possível medir nada na chamada de teste. Tente de novo.</translation>
        </message>
        <message>
            <source>Say something, and listen: you should hear a voice.</source>
            <translation>Diga algo e escute: você deve ouvir uma voz.</translation>
        </message>
        <message>
            <source>The test call did not reach your line. Check the network connection.</source>
            <translation>A chamada de teste não chegou à sua linha. Verifique a conexão de rede.</translation>
        </message>
        <message>
            <source>The test call ended too early. Try again.</source>
            <translation>A chamada de teste terminou cedo demais. Tente de novo.</translation>
        </message>
        <message>
            <source>Your line is being called…</source>
            <translation>Chamando sua linha…</translation>
        </message>
    </context>
    <context>
        <name>LineTestResult</name>
        <message>
            <source>Test of the line, {time}, Softphone {version}</source>
            <translation>Teste da linha, {time}, Softphone {version}</translation>
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
            <translation>Con&amp;ta</translation>
        </message>
        <message>
            <source>&amp;Call</source>
            <translation>&amp;Chamada</translation>
        </message>
        <message>
            <source>&amp;Call this number</source>
            <translation>&amp;Ligar para este número</translation>
        </message>
        <message>
            <source>&amp;Dark</source>
            <translation>&amp;Escuro</translation>
        </message>
        <message>
            <source>&amp;Hang up</source>
            <translation>&amp;Desligar</translation>
        </message>
        <message>
            <source>&amp;Leave the sandbox…</source>
            <translation>&amp;Sair do sandbox…</translation>
        </message>
        <message>
            <source>&amp;Light</source>
            <translation>&amp;Claro</translation>
        </message>
        <message>
            <source>&amp;Preferences…</source>
            <translation>&amp;Preferências…</translation>
        </message>
        <message>
            <source>&amp;Quit</source>
            <translation>&amp;Sair</translation>
        </message>
        <message>
            <source>&amp;Recents</source>
            <translation>&amp;Recentes</translation>
        </message>
        <message>
            <source>&amp;Refresh the numbers</source>
            <translation>&amp;Atualizar os números</translation>
        </message>
        <message>
            <source>&amp;Sign in…</source>
            <translation>E&amp;ntrar…</translation>
        </message>
        <message>
            <source>&amp;View</source>
            <translation>&amp;Exibir</translation>
        </message>
        <message>
            <source>&amp;Why this number?</source>
            <translation>&amp;Por que este número?</translation>
        </message>
        <message>
            <source>A call is in progress</source>
            <translation>Há uma chamada em andamento</translation>
        </message>
        <message>
            <source>As the &amp;system</source>
            <translation>Como o &amp;sistema</translation>
        </message>
        <message>
            <source>C&amp;ontacts</source>
            <translation>C&amp;ontatos</translation>
        </message>
        <message>
            <source>Choose the caller &amp;ID</source>
            <translation>Escolher o número ex&amp;ibido</translation>
        </message>
        <message>
            <source>Dial &amp;exactly as typed</source>
            <translation>Discar &amp;exatamente como digitado</translation>
        </message>
        <message>
            <source>Go to the &amp;number</source>
            <translation>Ir para o &amp;número</translation>
        </message>
        <message>
            <source>Hang up and quit? Without hanging up, the call goes on without this window.</source>
            <translation>Desligar e sair? Sem desligar, a chamada continua sem esta janela.</translation>
        </message>
        <message>
            <source>Test m&amp;y line…</source>
            <translation>Testar min&amp;ha linha…</translation>
        </message>
        <message>
            <source>Try it as {agent}, a supervisor</source>
            <translation>Testar como {agent}, supervisor</translation>
        </message>
        <message>
            <source>Try it as {agent}, an agent</source>
            <translation>Testar como {agent}, agente</translation>
        </message>
    </context>
    <context>
        <name>MicrophoneCheck</name>
        <message>
            <source>Say something: the bar moves.</source>
            <translation>Diga algo: a barra se move.</translation>
        </message>
        <message>
            <source>We hear nothing from this microphone.</source>
            <translation>Nada é ouvido por este microfone.</translation>
        </message>
        <message>
            <source>Your microphone is heard.</source>
            <translation>Seu microfone é ouvido.</translation>
        </message>
    </context>
    <context>
        <name>MiniPanel</name>
        <message>
            <source>Call in progress</source>
            <translation>Chamada em andamento</translation>
        </message>
        <message>
            <source>End the call</source>
            <translation>Encerrar a chamada</translation>
        </message>
        <message>
            <source>Hang up</source>
            <translation>Desligar</translation>
        </message>
        <message>
            <source>Nobody hears you</source>
            <translation>Ninguém ouve você</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>Abrir</translation>
        </message>
        <message>
            <source>Open the softphone's window</source>
            <translation>Abrir a janela do softphone</translation>
        </message>
    </context>
    <context>
        <name>CallNotifications</name>
        <message>
            <source>Customers now see: {caller_id}</source>
            <translation>Agora os clientes veem: {caller_id}</translation>
        </message>
        <message>
            <source>Your caller ID has changed</source>
            <translation>Seu número exibido mudou</translation>
        </message>
    </context>
    <context>
        <name>NoteField</name>
        <message>
            <source>Note on this call</source>
            <translation>Nota sobre esta chamada</translation>
        </message>
        <message>
            <source>Note on this call. It is kept while you type, and shown in Recents.</source>
            <translation>Nota sobre esta chamada. É salva enquanto você digita e aparece em Recentes.</translation>
        </message>
    </context>
    <context>
        <name>NoticeBar</name>
        <message>
            <source>Dismiss this message</source>
            <translation>Dispensar esta mensagem</translation>
        </message>
        <message>
            <source>Read more</source>
            <translation>Saiba mais</translation>
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
            <translation>&amp;Número a chamar</translation>
        </message>
        <message>
            <source>Call {number}</source>
            <translation>Ligar para {number}</translation>
        </message>
        <message>
            <source>Number to call</source>
            <translation>Número a chamar</translation>
        </message>
        <message>
            <source>Will dial {number}</source>
            <translation>Será discado: {number}</translation>
        </message>
    </context>
    <context>
        <name>NumberField</name>
        <message>
            <source>Type or paste a number</source>
            <translation>Digite ou cole um número</translation>
        </message>
    </context>
    <context>
        <name>OwnCallerIdModel</name>
        <message>
            <source>Your choice counts here. TaskRouter did not answer and gets it later.</source>
            <translation>Sua escolha vale aqui. O TaskRouter não respondeu e a receberá mais tarde.</translation>
        </message>
    </context>
    <context>
        <name>PersonField</name>
        <message>
            <source>Enter does this</source>
            <translation>Enter faz isto</translation>
        </message>
        <message>
            <source>Name of a colleague, phone number or SIP address</source>
            <translation>Nome de um colega, número de telefone ou endereço SIP</translation>
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
            <translation>Buscar um nome ou um número</translation>
        </message>
        <message>
            <source>Find a number to pin</source>
            <translation>Buscar um número para fixar</translation>
        </message>
        <message>
            <source>No pin: as for everybody</source>
            <translation>Não fixar: igual para todos</translation>
        </message>
        <message>
            <source>Numbers you may show</source>
            <translation>Números que você pode exibir</translation>
        </message>
        <message>
            <source>Pin</source>
            <translation>Fixar</translation>
        </message>
        <message>
            <source>Pin a caller ID</source>
            <translation>Fixar um número exibido</translation>
        </message>
        <message>
            <source>What {name} sees when you call</source>
            <translation>O que {name} vê quando você liga</translation>
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
            <translation>Hora no local: {time}, dentro do horário de silêncio ({hours}).</translation>
        </message>
        <message>
            <source>{earliest} to {latest}</source>
            <translation>{earliest} a {latest}</translation>
        </message>
        <message>
            <source>{place} · {time} there</source>
            <translation>{place} · {time} no local</translation>
        </message>
    </context>
    <context>
        <name>PreferencesModel</name>
        <message>
            <source>Only your company's settings file can change these.</source>
            <translation>Só o arquivo de configurações da sua empresa pode alterá-las.</translation>
        </message>
        <message>
            <source>Set by your company</source>
            <translation>Definido pela sua empresa</translation>
        </message>
    </context>
    <context>
        <name>PreferencesPage</name>
        <message>
            <source>Back</source>
            <translation>Voltar</translation>
        </message>
        <message>
            <source>Preferences</source>
            <translation>Preferências</translation>
        </message>
    </context>
    <context>
        <name>QualityMeter</name>
        <message>
            <source>Sound of the call: {grade}</source>
            <translation>Som da chamada: {grade}</translation>
        </message>
    </context>
    <context>
        <name>RecentsModel</name>
        <message>
            <source>Call to</source>
            <translation>Chamada para</translation>
        </message>
        <message>
            <source>Today</source>
            <translation>Hoje</translation>
        </message>
        <message>
            <source>Yesterday</source>
            <translation>Ontem</translation>
        </message>
        <message>
            <source>as {number} · {why}</source>
            <translation>como {number} · {why}</translation>
        </message>
        <message>
            <source>chosen by you</source>
            <translation>escolhido por você</translation>
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
            <translation>&amp;Copiar o número</translation>
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
            <translation>Arquivos CSV (*.csv)</translation>
        </message>
        <message>
            <source>Call &amp;again</source>
            <translation>Ligar &amp;de novo</translation>
        </message>
        <message>
            <source>Enter calls again; the menu key has more.</source>
            <translation>Enter liga de novo; a tecla de menu tem mais.</translation>
        </message>
        <message>
            <source>Export your calls</source>
            <translation>Exportar suas chamadas</translation>
        </message>
        <message>
            <source>Find a name, a number, an outcome, a note</source>
            <translation>Buscar um nome, um número, um resultado, uma nota</translation>
        </message>
        <message>
            <source>Find in recents</source>
            <translation>Buscar nas recentes</translation>
        </message>
        <message>
            <source>No call matches “{text}”.</source>
            <translation>Nenhuma chamada corresponde a “{text}”.</translation>
        </message>
        <message>
            <source>Note on the call to {number}</source>
            <translation>Nota sobre a chamada para {number}</translation>
        </message>
        <message>
            <source>Recent calls</source>
            <translation>Chamadas recentes</translation>
        </message>
        <message>
            <source>Your calls will be listed here, with the number that you showed.</source>
            <translation>Suas chamadas aparecerão aqui, com o número que você exibiu.</translation>
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
            <translation>A Twilio recusou exibir {refused}; o número foi posto de lado. Escolha outro número.</translation>
        </message>
        <message>
            <source>Twilio refused to show {refused}; it is set aside. {number} would be shown now: press Call.</source>
            <translation>A Twilio recusou exibir {refused}; o número foi posto de lado. Agora seria exibido {number}: pressione Ligar.</translation>
        </message>
    </context>
    <context>
        <name>SandboxBanner</name>
        <message>
            <source>Sandbox: a Twilio on this computer. No real telephone rings.</source>
            <translation>Sandbox: uma Twilio neste computador. Nenhum telefone real toca.</translation>
        </message>
    </context>
    <context>
        <name>SettingLine</name>
        <message>
            <source>Not set</source>
            <translation>Não definido</translation>
        </message>
        <message>
            <source>Reset to default</source>
            <translation>Restaurar o padrão</translation>
        </message>
        <message>
            <source>Reset “{setting}” to default</source>
            <translation>Restaurar o padrão de “{setting}”</translation>
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
            <translation>Arquivo e linha</translation>
        </message>
        <message>
            <source>From</source>
            <translation>Origem</translation>
        </message>
        <message>
            <source>Setting</source>
            <translation>Configuração</translation>
        </message>
        <message>
            <source>Value</source>
            <translation>Valor</translation>
        </message>
        <message>
            <source>What is locked wins over your own entry in the company's file, that over what you chose, that over the company's suggestion, that over what is built in.</source>
            <translation>O que está bloqueado prevalece sobre sua própria entrada no arquivo da empresa; esta, sobre o que você escolheu; isto, sobre a sugestão da empresa; e esta, sobre o padrão do programa.</translation>
        </message>
        <message>
            <source>Where do my settings come from?</source>
            <translation>De onde vêm minhas configurações?</translation>
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
            <translation>Fechar</translation>
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
            <translation>Buscar nesta tabela</translation>
        </message>
    </context>
    <context>
        <name>ShortcutSheet</name>
        <message>
            <source>Call the number</source>
            <translation>Ligar para o número</translation>
        </message>
        <message>
            <source>Choose among the suggestions</source>
            <translation>Escolher entre as sugestões</translation>
        </message>
        <message>
            <source>Clear the field</source>
            <translation>Limpar o campo</translation>
        </message>
        <message>
            <source>Close the list</source>
            <translation>Fechar a lista</translation>
        </message>
        <message>
            <source>Everything can be done by keyboard. Alt opens the menus.</source>
            <translation>Tudo pode ser feito pelo teclado. Alt abre os menus.</translation>
        </message>
        <message>
            <source>Fill in the chosen suggestion</source>
            <translation>Usar a sugestão escolhida</translation>
        </message>
        <message>
            <source>Fill in the number, or call it</source>
            <translation>Preencher o número, ou ligar</translation>
        </message>
        <message>
            <source>Go back</source>
            <translation>Voltar</translation>
        </message>
        <message>
            <source>Key</source>
            <translation>Tecla</translation>
        </message>
        <message>
            <source>Keyboard shortcuts</source>
            <translation>Atalhos do teclado</translation>
        </message>
        <message>
            <source>Keypad</source>
            <translation>Teclado</translation>
        </message>
        <message>
            <source>List of caller IDs</source>
            <translation>Lista de números exibidos</translation>
        </message>
        <message>
            <source>Move</source>
            <translation>Mover-se</translation>
        </message>
        <message>
            <source>Move between the keys</source>
            <translation>Mover-se entre as teclas</translation>
        </message>
        <message>
            <source>Number to call</source>
            <translation>Número a chamar</translation>
        </message>
        <message>
            <source>Open the list</source>
            <translation>Abrir a lista</translation>
        </message>
        <message>
            <source>Pin or unpin</source>
            <translation>Fixar ou desafixar</translation>
        </message>
        <message>
            <source>Preferences and sign-in</source>
            <translation>Preferências e entrada</translation>
        </message>
        <message>
            <source>Press the key; hold 0 for +</source>
            <translation>Pressionar a tecla; segure 0 para +</translation>
        </message>
        <message>
            <source>Recents and contacts</source>
            <translation>Recentes e contatos</translation>
        </message>
        <message>
            <source>Refresh the numbers</source>
            <translation>Atualizar os números</translation>
        </message>
        <message>
            <source>Show this number</source>
            <translation>Exibir este número</translation>
        </message>
        <message>
            <source>Show this number in this call only</source>
            <translation>Exibir este número só nesta chamada</translation>
        </message>
        <message>
            <source>What</source>
            <translation>O quê</translation>
        </message>
        <message>
            <source>Where</source>
            <translation>Onde</translation>
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
            <translation>Um endereço SIP ou um número de telefone com +.</translation>
        </message>
        <message>
            <source>API key SID</source>
            <translation>SID da chave de API</translation>
        </message>
        <message>
            <source>API key secret</source>
            <translation>Segredo da chave de API</translation>
        </message>
        <message>
            <source>Account SID</source>
            <translation>SID da conta</translation>
        </message>
        <message>
            <source>As your supervisor knows it.</source>
            <translation>Como seu supervisor o conhece.</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>Voltar</translation>
        </message>
        <message>
            <source>Kept in this computer's keyring, nowhere else.</source>
            <translation>Guardado no chaveiro deste computador e em nenhum outro lugar.</translation>
        </message>
        <message>
            <source>On the first page of the Twilio Console.</source>
            <translation>Na primeira página do Twilio Console.</translation>
        </message>
        <message>
            <source>Sign in</source>
            <translation>Entrar</translation>
        </message>
        <message>
            <source>Sign in to your company's Twilio account</source>
            <translation>Entre na conta Twilio da sua empresa</translation>
        </message>
        <message>
            <source>Signing in…</source>
            <translation>Entrando…</translation>
        </message>
        <message>
            <source>The key's SID starts with SK.</source>
            <translation>O SID da chave começa com SK.</translation>
        </message>
        <message>
            <source>Try it in the sandbox</source>
            <translation>Testar no sandbox</translation>
        </message>
        <message>
            <source>Where does your phone ring?</source>
            <translation>Onde seu telefone toca?</translation>
        </message>
        <message>
            <source>Your name</source>
            <translation>Seu nome</translation>
        </message>
    </context>
    <context>
        <name>SoundModel</name>
        <message>
            <source>As the system is set</source>
            <translation>Conforme o sistema</translation>
        </message>
        <message>
            <source>Microphone</source>
            <translation>Microfone</translation>
        </message>
        <message>
            <source>Other calls ring at</source>
            <translation>As outras chamadas tocam em</translation>
        </message>
        <message>
            <source>Speaker</source>
            <translation>Alto-falante</translation>
        </message>
        <message>
            <source>{device} (not plugged in)</source>
            <translation>{device} (não conectado)</translation>
        </message>
    </context>
    <context>
        <name>SoundSection</name>
        <message>
            <source>End the test</source>
            <translation>Encerrar o teste</translation>
        </message>
        <message>
            <source>Let it ring</source>
            <translation>Testar o toque</translation>
        </message>
        <message>
            <source>Level of the microphone</source>
            <translation>Nível do microfone</translation>
        </message>
        <message>
            <source>Sound</source>
            <translation>Som</translation>
        </message>
        <message>
            <source>Stop ringing</source>
            <translation>Parar o toque</translation>
        </message>
        <message>
            <source>Take echo and noise off my voice</source>
            <translation>Remover eco e ruído da minha voz</translation>
        </message>
        <message>
            <source>Test my line…</source>
            <translation>Testar minha linha…</translation>
        </message>
        <message>
            <source>Test the microphone</source>
            <translation>Testar o microfone</translation>
        </message>
        <message>
            <source>Turn it off if your headset does that already.</source>
            <translation>Desative se o seu headset já faz isso.</translation>
        </message>
        <message>
            <source>Volume of the customer's voice</source>
            <translation>Volume da voz do cliente</translation>
        </message>
        <message>
            <source>Volume of the ring</source>
            <translation>Volume do toque</translation>
        </message>
    </context>
    <context>
        <name>StatusLine</name>
        <message>
            <source>Loading the numbers…</source>
            <translation>Carregando os números…</translation>
        </message>
        <message>
            <source>No numbers yet</source>
            <translation>Ainda não há números</translation>
        </message>
        <message>
            <source>Read the account's numbers from Twilio again (F5 in the list)</source>
            <translation>Ler de novo os números da conta na Twilio (F5 na lista)</translation>
        </message>
        <message>
            <source>Refresh</source>
            <translation>Atualizar</translation>
        </message>
        <message>
            <source>{agent} · some settings are set by {company}</source>
            <translation>{agent} · algumas configurações são definidas por {company}</translation>
        </message>
        <message>
            <source>{count} numbers, refreshed {when}</source>
            <translation>{count} números, atualizados: {when}</translation>
        </message>
    </context>
    <context>
        <name>SuggestionsPopup</name>
        <message>
            <source>Suggestions</source>
            <translation>Sugestões</translation>
        </message>
    </context>
    <context>
        <name>SupportDialog</name>
        <message>
            <source>&amp;Save as…</source>
            <translation>&amp;Salvar como…</translation>
        </message>
        <message>
            <source>(empty)</source>
            <translation>(vazio)</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>Fechar</translation>
        </message>
        <message>
            <source>Files of the report</source>
            <translation>Arquivos do relatório</translation>
        </message>
        <message>
            <source>Report for support</source>
            <translation>Relatório para o suporte</translation>
        </message>
        <message>
            <source>Save the report</source>
            <translation>Salvar o relatório</translation>
        </message>
        <message>
            <source>The report is being put together.</source>
            <translation>O relatório está sendo preparado.</translation>
        </message>
        <message>
            <source>These files are what is saved, nothing more. Telephone numbers, account identifiers and secrets were taken out. Nothing is sent: hand the file on yourself.</source>
            <translation>São estes os arquivos salvos, e nada mais. Números de telefone, identificadores de conta e segredos foram removidos. Nada é enviado: o encaminhamento do arquivo fica por sua conta.</translation>
        </message>
        <message>
            <source>Zip files (*.zip)</source>
            <translation>Arquivos zip (*.zip)</translation>
        </message>
    </context>
    <context>
        <name>SupportModel</name>
        <message>
            <source>Saved as {path}.</source>
            <translation>Salvo como {path}.</translation>
        </message>
    </context>
    <context>
        <name>TeamChangeBar</name>
        <message>
            <source>&amp;Pinned: they cannot change it</source>
            <translation>&amp;Fixado: eles não podem alterá-lo</translation>
        </message>
        <message>
            <source>&amp;Set</source>
            <translation>&amp;Definir</translation>
        </message>
        <message>
            <source>&amp;Undo</source>
            <translation>De&amp;sfazer</translation>
        </message>
        <message>
            <source>A change is under way.</source>
            <translation>Há uma alteração em andamento.</translation>
        </message>
        <message>
            <source>Agents done</source>
            <translation>Agentes processados</translation>
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
            <translation>Escolha um número primeiro.</translation>
        </message>
        <message>
            <source>Details…</source>
            <translation>Detalhes…</translation>
        </message>
        <message>
            <source>Enter: choose · Ctrl+P: keep at the top · Esc: close</source>
            <translation>Enter: escolher · Ctrl+P: manter no topo · Esc: fechar</translation>
        </message>
        <message>
            <source>Number to set: {number}</source>
            <translation>Número a definir: {number}</translation>
        </message>
        <message>
            <source>Numbers of the account</source>
            <translation>Números da conta</translation>
        </message>
        <message>
            <source>Preview…</source>
            <translation>Prévia…</translation>
        </message>
        <message>
            <source>Reason</source>
            <translation>Motivo</translation>
        </message>
        <message>
            <source>Reason: the agents read it</source>
            <translation>Motivo: os agentes o leem</translation>
        </message>
        <message>
            <source>See what it means for whom (Ctrl+Enter)</source>
            <translation>Ver o que muda para cada um (Ctrl+Enter)</translation>
        </message>
        <message>
            <source>Select agents in the table first.</source>
            <translation>Selecione agentes na tabela primeiro.</translation>
        </message>
        <message>
            <source>Select agents with Shift or Ctrl; Ctrl+A selects all that are shown.</source>
            <translation>Selecione agentes com Shift ou Ctrl; Ctrl+A seleciona todos os exibidos.</translation>
        </message>
        <message>
            <source>Take back: {change}</source>
            <translation>Desfazer: {change}</translation>
        </message>
        <message>
            <source>Take back: {change} (Ctrl+Z)</source>
            <translation>Desfazer: {change} (Ctrl+Z)</translation>
        </message>
        <message>
            <source>The agents read it, and it stands in the record.</source>
            <translation>Os agentes o leem, e ele consta no registro.</translation>
        </message>
        <message>
            <source>choose a number</source>
            <translation>escolher um número</translation>
        </message>
        <message>
            <source>none yet</source>
            <translation>nenhum ainda</translation>
        </message>
        <message>
            <source>{count} of {total} agents selected.</source>
            <translation>Agentes selecionados: {count} de {total}.</translation>
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
            <translation>&amp;Abrir a equipe</translation>
        </message>
        <message>
            <source>&amp;Team</source>
            <translation>E&amp;quipe</translation>
        </message>
    </context>
    <context>
        <name>TeamModel</name>
        <message>
            <source>Changed again by somebody since: {count}.</source>
            <translation>Alterados depois por outra pessoa: {count}.</translation>
        </message>
    </context>
    <context>
        <name>TeamNumbersModel</name>
        <message>
            <source>Default (automatic)</source>
            <translation>Padrão (automático)</translation>
        </message>
        <message>
            <source>Nothing: clear what was set</source>
            <translation>Nenhum: apagar o que foi definido</translation>
        </message>
        <message>
            <source>The company's settings decide again.</source>
            <translation>As configurações da empresa voltam a decidir.</translation>
        </message>
        <message>
            <source>The rules choose for each call.</source>
            <translation>As regras escolhem a cada chamada.</translation>
        </message>
    </context>
    <context>
        <name>TeamPage</name>
        <message>
            <source>&amp;Choose the number to set</source>
            <translation>Escolher o &amp;número a definir</translation>
        </message>
        <message>
            <source>&amp;Export the record as CSV…</source>
            <translation>&amp;Exportar o registro como CSV…</translation>
        </message>
        <message>
            <source>&amp;Find</source>
            <translation>&amp;Buscar</translation>
        </message>
        <message>
            <source>&amp;Record of changes</source>
            <translation>&amp;Registro de alterações</translation>
        </message>
        <message>
            <source>&amp;Undo the latest change</source>
            <translation>&amp;Desfazer a última alteração</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>Voltar</translation>
        </message>
        <message>
            <source>Find an agent, a ring group, a caller ID, a name</source>
            <translation>Buscar um agente, um grupo de chamada, um número exibido, um nome</translation>
        </message>
        <message>
            <source>Find in the team</source>
            <translation>Buscar na equipe</translation>
        </message>
        <message>
            <source>No agent matches “{text}”.</source>
            <translation>Nenhum agente corresponde a “{text}”.</translation>
        </message>
        <message>
            <source>Pre&amp;view…</source>
            <translation>&amp;Prévia…</translation>
        </message>
        <message>
            <source>Read &amp;again</source>
            <translation>&amp;Ler de novo</translation>
        </message>
        <message>
            <source>Read again</source>
            <translation>Ler de novo</translation>
        </message>
        <message>
            <source>Reading the team from TaskRouter…</source>
            <translation>Lendo a equipe do TaskRouter…</translation>
        </message>
        <message>
            <source>Team</source>
            <translation>Equipe</translation>
        </message>
        <message>
            <source>The TaskRouter workspace has no workers. Add one for each agent, with the agent's name, in the Twilio Console.</source>
            <translation>O workspace do TaskRouter não tem workers. Adicione um para cada agente, com o nome do agente, no Twilio Console.</translation>
        </message>
        <message>
            <source>The team could not be read. {problem}</source>
            <translation>Não foi possível ler a equipe. {problem}</translation>
        </message>
        <message>
            <source>{count} agents · as of {time}</source>
            <translation>Agentes: {count} · às {time}</translation>
        </message>
        <message>
            <source>{count} agents · reading again…</source>
            <translation>Agentes: {count} · lendo de novo…</translation>
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
            <translation>Automatizado</translation>
        </message>
        <message>
            <source>By</source>
            <translation>Por</translation>
        </message>
        <message>
            <source>Caller ID</source>
            <translation>Número exibido</translation>
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
            <translation>Agora</translation>
        </message>
        <message>
            <source>Pinned</source>
            <translation>Fixado</translation>
        </message>
        <message>
            <source>Ring groups</source>
            <translation>Grupos de chamada</translation>
        </message>
        <message>
            <source>Since</source>
            <translation>Desde</translation>
        </message>
        <message>
            <source>Until</source>
            <translation>Até</translation>
        </message>
        <message>
            <source>Why</source>
            <translation>Motivo</translation>
        </message>
        <message>
            <source>none: every call asks</source>
            <translation>nenhum: cada chamada pergunta</translation>
        </message>
        <message>
            <source>nothing</source>
            <translation>vazio</translation>
        </message>
        <message>
            <source>on a call</source>
            <translation>em chamada</translation>
        </message>
        <message>
            <source>one fixed number</source>
            <translation>um único número fixo</translation>
        </message>
        <message>
            <source>pinned</source>
            <translation>fixado</translation>
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
            <translation>Arquivos CSV (*.csv)</translation>
        </message>
        <message>
            <source>Caller ID</source>
            <translation>Número exibido</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>Cancelar</translation>
        </message>
        <message>
            <source>Changes of caller IDs</source>
            <translation>Alterações de números exibidos</translation>
        </message>
        <message>
            <source>Changes of {agent}'s caller ID</source>
            <translation>Alterações do número exibido de {agent}</translation>
        </message>
        <message>
            <source>Export the record of changes</source>
            <translation>Exportar o registro de alterações</translation>
        </message>
        <message>
            <source>From</source>
            <translation>Antes</translation>
        </message>
        <message>
            <source>Now</source>
            <translation>Agora</translation>
        </message>
        <message>
            <source>Pinned</source>
            <translation>Fixado</translation>
        </message>
        <message>
            <source>Preview of the change</source>
            <translation>Prévia da alteração</translation>
        </message>
        <message>
            <source>Result</source>
            <translation>Resultado</translation>
        </message>
        <message>
            <source>The latest first. Each worker at TaskRouter keeps ten; this machine keeps all it has seen.</source>
            <translation>As mais recentes primeiro. Cada worker do TaskRouter guarda dez; esta máquina guarda todas as que viu.</translation>
        </message>
        <message>
            <source>Then</source>
            <translation>Depois</translation>
        </message>
        <message>
            <source>There is nobody for whom this would change anything.</source>
            <translation>Isso não mudaria nada para ninguém.</translation>
        </message>
        <message>
            <source>Those to look at come first.</source>
            <translation>Primeiro, os que merecem atenção.</translation>
        </message>
        <message>
            <source>To</source>
            <translation>Depois</translation>
        </message>
        <message>
            <source>To know</source>
            <translation>Observações</translation>
        </message>
        <message>
            <source>Until</source>
            <translation>Até</translation>
        </message>
        <message>
            <source>What became of the change</source>
            <translation>Resultado da alteração</translation>
        </message>
        <message>
            <source>What happens</source>
            <translation>O que acontece</translation>
        </message>
        <message>
            <source>When</source>
            <translation>Quando</translation>
        </message>
        <message>
            <source>Why</source>
            <translation>Motivo</translation>
        </message>
        <message>
            <source>caller IDs.csv</source>
            <translation>números exibidos.csv</translation>
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
            <translation>Shift ou Ctrl seleciona vários; a tecla de menu tem mais.</translation>
        </message>
    </context>
    <context>
        <name>TeamWords</name>
        <message>
            <source>Clear what was set</source>
            <translation>Apagar o que foi definido</translation>
        </message>
        <message>
            <source>by itself</source>
            <translation>automaticamente</translation>
        </message>
        <message>
            <source>changed</source>
            <translation>alterado</translation>
        </message>
        <message>
            <source>changed by somebody else</source>
            <translation>alterado por outra pessoa</translation>
        </message>
        <message>
            <source>changes</source>
            <translation>muda</translation>
        </message>
        <message>
            <source>failed</source>
            <translation>falhou</translation>
        </message>
        <message>
            <source>has it already</source>
            <translation>já o tem</translation>
        </message>
        <message>
            <source>may not use it</source>
            <translation>não pode usá-lo</translation>
        </message>
        <message>
            <source>needed no change</source>
            <translation>não precisava mudar</translation>
        </message>
        <message>
            <source>not done</source>
            <translation>não realizado</translation>
        </message>
        <message>
            <source>nothing</source>
            <translation>nenhum</translation>
        </message>
        <message>
            <source>pinned</source>
            <translation>fixado</translation>
        </message>
        <message>
            <source>stays as it is: {why}</source>
            <translation>fica como está: {why}</translation>
        </message>
        <message>
            <source>{count} changed.</source>
            <translation>Alterados: {count}.</translation>
        </message>
        <message>
            <source>{count} failed.</source>
            <translation>Com falha: {count}.</translation>
        </message>
        <message>
            <source>{count} have it already: nothing changes for them.</source>
            <translation>Já o têm, nada muda: {count}.</translation>
        </message>
        <message>
            <source>{count} may not use it and stay as they are.</source>
            <translation>Não podem usá-lo e ficam como estão: {count}.</translation>
        </message>
        <message>
            <source>{count} may not use it and stay as they are; the reasons are below.</source>
            <translation>Não podem usá-lo e ficam como estão (motivos abaixo): {count}.</translation>
        </message>
        <message>
            <source>{count} needed no change.</source>
            <translation>Não precisavam mudar: {count}.</translation>
        </message>
        <message>
            <source>{count} put back.</source>
            <translation>Restaurados: {count}.</translation>
        </message>
        <message>
            <source>{count} were changed by somebody else meanwhile, and that stays.</source>
            <translation>Alterados nesse meio-tempo por outra pessoa, e assim ficam: {count}.</translation>
        </message>
        <message>
            <source>{count} were not done.</source>
            <translation>Não realizados: {count}.</translation>
        </message>
        <message>
            <source>{count} will change.</source>
            <translation>Vão mudar: {count}.</translation>
        </message>
        <message>
            <source>{what}, for good</source>
            <translation>{what}, sem prazo</translation>
        </message>
        <message>
            <source>{what}, for good, pinned</source>
            <translation>{what}, sem prazo, fixado</translation>
        </message>
        <message>
            <source>{what}, until {until}</source>
            <translation>{what}, até {until}</translation>
        </message>
        <message>
            <source>{what}, until {until}, pinned</source>
            <translation>{what}, até {until}, fixado</translation>
        </message>
    </context>
    <context>
        <name>TonePad</name>
        <message>
            <source>Digits that you type now go to the call.</source>
            <translation>Os dígitos que você digitar agora vão para a chamada.</translation>
        </message>
        <message>
            <source>Keypad tones</source>
            <translation>Tons do teclado</translation>
        </message>
        <message>
            <source>Tones sent: {heard}</source>
            <translation>Tons enviados: {heard}</translation>
        </message>
        <message>
            <source>Tones sent: {heard}. Sending {waiting}…</source>
            <translation>Tons enviados: {heard}. Enviando {waiting}…</translation>
        </message>
        <message>
            <source>Type the digits, or press the keys: they go to the call.</source>
            <translation>Digite os dígitos ou pressione as teclas: eles vão para a chamada.</translation>
        </message>
    </context>
    <context>
        <name>Tray</name>
        <message>
            <source>&amp;Hang up</source>
            <translation>&amp;Desligar</translation>
        </message>
        <message>
            <source>&amp;Mute</source>
            <translation>Silenciar o &amp;microfone</translation>
        </message>
        <message>
            <source>&amp;Open Softphone</source>
            <translation>&amp;Abrir o Softphone</translation>
        </message>
        <message>
            <source>&amp;Quit</source>
            <translation>&amp;Sair</translation>
        </message>
        <message>
            <source>&amp;Redial</source>
            <translation>&amp;Rediscar</translation>
        </message>
        <message>
            <source>Call from the &amp;clipboard</source>
            <translation>Ligar da área de &amp;transferência</translation>
        </message>
    </context>
    <context>
        <name>TrayMenu</name>
        <message>
            <source>Call from the &amp;clipboard: {number}</source>
            <translation>Ligar da área de &amp;transferência: {number}</translation>
        </message>
        <message>
            <source>No number on the clipboard</source>
            <translation>Nenhum número na área de transferência</translation>
        </message>
        <message>
            <source>Softphone</source>
            <translation>Softphone</translation>
        </message>
        <message>
            <source>Softphone: calling {number}</source>
            <translation>Softphone: ligando para {number}</translation>
        </message>
        <message>
            <source>Softphone: nobody is signed in</source>
            <translation>Softphone: sem sessão iniciada</translation>
        </message>
        <message>
            <source>Softphone: talking to {number}</source>
            <translation>Softphone: falando com {number}</translation>
        </message>
        <message>
            <source>Softphone: talking to {number}, muted</source>
            <translation>Softphone: falando com {number}, microfone mudo</translation>
        </message>
    </context>
    <context>
        <name>Until</name>
        <message>
            <source>For how long</source>
            <translation>Por quanto tempo</translation>
        </message>
        <message>
            <source>Until</source>
            <translation>Até</translation>
        </message>
        <message>
            <source>for 1 hour</source>
            <translation>por 1 hora</translation>
        </message>
        <message>
            <source>for good</source>
            <translation>sem prazo</translation>
        </message>
        <message>
            <source>until another time…</source>
            <translation>até outro momento…</translation>
        </message>
        <message>
            <source>until today, 18:00</source>
            <translation>até hoje, 18:00</translation>
        </message>
        <message>
            <source>until tomorrow, 18:00</source>
            <translation>até amanhã, 18:00</translation>
        </message>
        <message>
            <source>until {time}</source>
            <translation>até {time}</translation>
        </message>
    </context>
    <context>
        <name>WelcomePage</name>
        <message>
            <source>&amp;Sign in…</source>
            <translation>E&amp;ntrar…</translation>
        </message>
        <message>
            <source>&amp;Try it in the sandbox</source>
            <translation>Testar no &amp;sandbox</translation>
        </message>
        <message>
            <source>A company of its own on this computer: call and look around, no real telephone rings.</source>
            <translation>Uma empresa fictícia neste computador: ligue e explore, nenhum telefone real toca.</translation>
        </message>
        <message>
            <source>Use your company's Twilio account; your supervisor has what it asks for.</source>
            <translation>Use a conta Twilio da sua empresa; seu supervisor tem os dados pedidos.</translation>
        </message>
        <message>
            <source>Welcome to Softphone</source>
            <translation>Boas-vindas ao Softphone</translation>
        </message>
    </context>
    <context>
        <name>WhyModel</name>
        <message>
            <source>The list of numbers was read from Twilio on {when}.</source>
            <translation>A lista de números foi lida da Twilio em {when}.</translation>
        </message>
        <message>
            <source>{number}: {why}</source>
            <translation>{number}: {why}</translation>
        </message>
        <message>
            <source>{why}. By the rules alone it would be:</source>
            <translation>{why}. Só pelas regras, seria:</translation>
        </message>
    </context>
    <context>
        <name>WhyPopup</name>
        <message>
            <source>Numbers passed over</source>
            <translation>Números preteridos</translation>
        </message>
        <message>
            <source>Passed over</source>
            <translation>Preteridos</translation>
        </message>
        <message>
            <source>Why this number?</source>
            <translation>Por que este número?</translation>
        </message>
        <message>
            <source>found</source>
            <translation>encontrado</translation>
        </message>
        <message>
            <source>nobody</source>
            <translation>nenhum</translation>
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
            <translation>00 foi lido como +.</translation>
        </message>
        <message>
            <source>15 was read as the 9 of Argentina's mobiles.</source>
            <translation>15 foi lido como o 9 dos celulares da Argentina.</translation>
        </message>
        <message>
            <source>A SIP address, a phone number, or client: and a name.</source>
            <translation>Um endereço SIP, um número de telefone ou client: e um nome.</translation>
        </message>
        <message>
            <source>A contact needs a telephone number.</source>
            <translation>Um contato precisa de um número de telefone.</translation>
        </message>
        <message>
            <source>A new one is asked for by itself. If this stays, look at this computer's clock.</source>
            <translation>Um novo é pedido automaticamente. Se isso continuar, verifique o relógio deste computador.</translation>
        </message>
        <message>
            <source>A newer version of this program may know better; tell its makers.</source>
            <translation>Talvez uma versão mais nova resolva; avise quem faz o programa.</translation>
        </message>
        <message>
            <source>A quotation mark is opened here and not closed.</source>
            <translation>Aspas são abertas aqui e não são fechadas.</translation>
        </message>
        <message>
            <source>A sandbox must be on this machine; “{url}” is not.</source>
            <translation>Um sandbox precisa estar nesta máquina; “{url}” não está.</translation>
        </message>
        <message>
            <source>A short code cannot be called.</source>
            <translation>Não é possível ligar para um número curto.</translation>
        </message>
        <message>
            <source>A system library that audio in the app needs is missing.</source>
            <translation>Falta uma biblioteca do sistema necessária para o áudio no aplicativo.</translation>
        </message>
        <message>
            <source>A trial account calls verified numbers only.</source>
            <translation>Uma conta de avaliação só liga para números verificados.</translation>
        </message>
        <message>
            <source>A trial account cannot do this.</source>
            <translation>Uma conta de avaliação não pode fazer isso.</translation>
        </message>
        <message>
            <source>A web page came in place of Twilio's answer: this network may want you to sign in first.</source>
            <translation>Em vez da resposta da Twilio veio uma página da web: esta rede pode exigir que você entre primeiro.</translation>
        </message>
        <message>
            <source>API key SID</source>
            <translation>SID da chave de API</translation>
        </message>
        <message>
            <source>Account</source>
            <translation>Conta</translation>
        </message>
        <message>
            <source>Account SID</source>
            <translation>SID da conta</translation>
        </message>
        <message>
            <source>Acre</source>
            <translation>Acre</translation>
        </message>
        <message>
            <source>Afghanistan</source>
            <translation>Afeganistão</translation>
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
            <translation>Alasca</translation>
        </message>
        <message>
            <source>Albania</source>
            <translation>Albânia</translation>
        </message>
        <message>
            <source>Alberta</source>
            <translation>Alberta</translation>
        </message>
        <message>
            <source>Algeria</source>
            <translation>Argélia</translation>
        </message>
        <message>
            <source>Allow it in the system's privacy settings, then call again.</source>
            <translation>Permita isso nas configurações de privacidade do sistema e ligue de novo.</translation>
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
            <translation>Um administrador pode permitir isso em Voice, Geographic permissions, no Twilio Console.</translation>
        </message>
        <message>
            <source>An administrator can correct it in the company's settings.</source>
            <translation>Um administrador pode corrigir isso nas configurações da empresa.</translation>
        </message>
        <message>
            <source>An administrator can give the key that permission.</source>
            <translation>Um administrador pode dar essa permissão à chave.</translation>
        </message>
        <message>
            <source>An administrator can put the worker's attributes right: they must be a JSON object.</source>
            <translation>Um administrador pode corrigir os atributos do worker: devem ser um objeto JSON.</translation>
        </message>
        <message>
            <source>An answer pointed to an address that is not Twilio's, and was not followed.</source>
            <translation>Uma resposta apontava para um endereço que não é da Twilio e não foi seguida.</translation>
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
            <translation>Antígua e Barbuda</translation>
        </message>
        <message>
            <source>Any number of the account</source>
            <translation>Qualquer número da conta</translation>
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
            <translation>Armênia</translation>
        </message>
        <message>
            <source>Aruba</source>
            <translation>Aruba</translation>
        </message>
        <message>
            <source>As the system</source>
            <translation>Como o sistema</translation>
        </message>
        <message>
            <source>As your supervisor knows it, e.g. ana.</source>
            <translation>Como seu supervisor o conhece, por exemplo ana.</translation>
        </message>
        <message>
            <source>Ascension Island</source>
            <translation>Ilha de Ascensão</translation>
        </message>
        <message>
            <source>Ask the person who manages your Twilio account.</source>
            <translation>Pergunte a quem administra sua conta Twilio.</translation>
        </message>
        <message>
            <source>Ask whoever runs your network for a proxy with a password, or for an exception.</source>
            <translation>Peça a quem cuida da rede um proxy com senha ou uma exceção.</translation>
        </message>
        <message>
            <source>Ask whoever runs your network to allow Twilio's voice media.</source>
            <translation>Peça a quem administra sua rede que permita o tráfego de voz da Twilio.</translation>
        </message>
        <message>
            <source>Ask whoever runs your network to allow api.twilio.com.</source>
            <translation>Peça a quem cuida da rede que libere api.twilio.com.</translation>
        </message>
        <message>
            <source>Ask whoever runs your network to install their certificate, or set SSL_CERT_FILE.</source>
            <translation>Peça a quem cuida da rede que instale o certificado, ou defina SSL_CERT_FILE.</translation>
        </message>
        <message>
            <source>Ask whoever runs your network; the proxy is set in HTTPS_PROXY.</source>
            <translation>Pergunte a quem cuida da rede; o proxy está em HTTPS_PROXY.</translation>
        </message>
        <message>
            <source>Ask {by}.</source>
            <translation>Fale com {by}.</translation>
        </message>
        <message>
            <source>Audio in the app is not installed.</source>
            <translation>O áudio no aplicativo não está instalado.</translation>
        </message>
        <message>
            <source>Audio in the app is off: your calls ring at another phone.</source>
            <translation>O áudio no aplicativo está desativado: suas chamadas tocam em outro telefone.</translation>
        </message>
        <message>
            <source>Australia</source>
            <translation>Austrália</translation>
        </message>
        <message>
            <source>Australia (AU1)</source>
            <translation>Austrália (AU1)</translation>
        </message>
        <message>
            <source>Austria</source>
            <translation>Áustria</translation>
        </message>
        <message>
            <source>Automated uses verified numbers</source>
            <translation>Automatizado usa números verificados</translation>
        </message>
        <message>
            <source>Azerbaijan</source>
            <translation>Azerbaijão</translation>
        </message>
        <message>
            <source>Bad</source>
            <translation>Ruim</translation>
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
            <translation>Barein</translation>
        </message>
        <message>
            <source>Bangladesh</source>
            <translation>Bangladesh</translation>
        </message>
        <message>
            <source>Barbados</source>
            <translation>Barbados</translation>
        </message>
        <message>
            <source>Belarus</source>
            <translation>Bielorrússia</translation>
        </message>
        <message>
            <source>Belgium</source>
            <translation>Bélgica</translation>
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
            <translation>Bermudas</translation>
        </message>
        <message>
            <source>Bhutan</source>
            <translation>Butão</translation>
        </message>
        <message>
            <source>Bolivia</source>
            <translation>Bolívia</translation>
        </message>
        <message>
            <source>Bosnia &amp; Herzegovina</source>
            <translation>Bósnia e Herzegovina</translation>
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
            <translation>Colúmbia Britânica</translation>
        </message>
        <message>
            <source>British Indian Ocean Territory</source>
            <translation>Território Britânico do Oceano Índico</translation>
        </message>
        <message>
            <source>British Virgin Islands</source>
            <translation>Ilhas Virgens Britânicas</translation>
        </message>
        <message>
            <source>Brunei</source>
            <translation>Brunei</translation>
        </message>
        <message>
            <source>Build it where npm is installed, or choose another phone under Account.</source>
            <translation>Compile-o onde o npm esteja instalado ou escolha outro telefone em Conta.</translation>
        </message>
        <message>
            <source>Built in</source>
            <translation>Padrão do programa</translation>
        </message>
        <message>
            <source>Bulgaria</source>
            <translation>Bulgária</translation>
        </message>
        <message>
            <source>Burkina Faso</source>
            <translation>Burquina Faso</translation>
        </message>
        <message>
            <source>Burundi</source>
            <translation>Burundi</translation>
        </message>
        <message>
            <source>California</source>
            <translation>Califórnia</translation>
        </message>
        <message>
            <source>Call again.</source>
            <translation>Ligue de novo.</translation>
        </message>
        <message>
            <source>Call again?</source>
            <translation>Ligar de novo?</translation>
        </message>
        <message>
            <source>Caller ID</source>
            <translation>Número exibido</translation>
        </message>
        <message>
            <source>Calling is switched off for this Twilio account.</source>
            <translation>As chamadas estão desativadas nesta conta da Twilio.</translation>
        </message>
        <message>
            <source>Calls will be hard to follow on this line at the moment.</source>
            <translation>No momento, será difícil entender as chamadas nesta linha.</translation>
        </message>
        <message>
            <source>Cambodia</source>
            <translation>Camboja</translation>
        </message>
        <message>
            <source>Cameroon</source>
            <translation>Camarões</translation>
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
            <translation>Países Baixos Caribenhos</translation>
        </message>
        <message>
            <source>Cayman Islands</source>
            <translation>Ilhas Cayman</translation>
        </message>
        <message>
            <source>Ceará</source>
            <translation>Ceará</translation>
        </message>
        <message>
            <source>Central African Republic</source>
            <translation>República Centro-Africana</translation>
        </message>
        <message>
            <source>Chad</source>
            <translation>Chade</translation>
        </message>
        <message>
            <source>Check its SID and secret. A key of Ireland or Australia needs the setting twilio.region.</source>
            <translation>Confira o SID e o segredo. Uma chave da Irlanda ou da Austrália precisa da configuração twilio.region.</translation>
        </message>
        <message>
            <source>Check that it is there and that you may open it.</source>
            <translation>Verifique se ele existe e se você pode abri-lo.</translation>
        </message>
        <message>
            <source>Check the account SID under Account.</source>
            <translation>Verifique o SID da conta em Conta.</translation>
        </message>
        <message>
            <source>Check the account SID, and that the key was made in that account and region.</source>
            <translation>Verifique o SID da conta e se a chave foi criada nessa conta e região.</translation>
        </message>
        <message>
            <source>Check the key, and that it was made in the region that twilio.region names.</source>
            <translation>Confira a chave e se foi criada na região indicada em twilio.region.</translation>
        </message>
        <message>
            <source>Check the network connection, then try again.</source>
            <translation>Verifique a conexão de rede e tente de novo.</translation>
        </message>
        <message>
            <source>Check the network connection. It is tried again by itself.</source>
            <translation>Verifique a conexão de rede. Uma nova tentativa é feita automaticamente.</translation>
        </message>
        <message>
            <source>Check the network connection; ask whoever runs it to allow Twilio's voice media.</source>
            <translation>Verifique a conexão de rede; peça a quem a administra que permita o tráfego de voz da Twilio.</translation>
        </message>
        <message>
            <source>Check the network connection; behind a proxy, set HTTPS_PROXY.</source>
            <translation>Verifique a conexão de rede; atrás de um proxy, defina HTTPS_PROXY.</translation>
        </message>
        <message>
            <source>Check the number and call again.</source>
            <translation>Verifique o número e ligue de novo.</translation>
        </message>
        <message>
            <source>Check the number.</source>
            <translation>Confira o número.</translation>
        </message>
        <message>
            <source>Check what stands between this computer and Twilio, then try again.</source>
            <translation>Verifique o que há entre este computador e a Twilio e tente de novo.</translation>
        </message>
        <message>
            <source>Check what stands between this computer and Twilio.</source>
            <translation>Verifique o que há entre este computador e a Twilio.</translation>
        </message>
        <message>
            <source>Check who may write there; then try again.</source>
            <translation>Verifique quem pode gravar ali e tente de novo.</translation>
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
            <translation>Escolha um horário posterior.</translation>
        </message>
        <message>
            <source>Choose another caller ID.</source>
            <translation>Escolha outro número exibido.</translation>
        </message>
        <message>
            <source>Choose another folder.</source>
            <translation>Escolha outra pasta.</translation>
        </message>
        <message>
            <source>Choose another name under Account: letters, digits, - and _.</source>
            <translation>Escolha outro nome em Conta: letras, dígitos, - e _.</translation>
        </message>
        <message>
            <source>Choose another number.</source>
            <translation>Escolha outro número.</translation>
        </message>
        <message>
            <source>Choose it in the system's settings.</source>
            <translation>Escolha-o nas configurações do sistema.</translation>
        </message>
        <message>
            <source>Choose it to call it.</source>
            <translation>Escolha-o para ligar.</translation>
        </message>
        <message>
            <source>Choose somebody else.</source>
            <translation>Escolha outra pessoa.</translation>
        </message>
        <message>
            <source>Choose the number to show before you call.</source>
            <translation>Escolha o número a exibir antes de ligar.</translation>
        </message>
        <message>
            <source>Choose the one you want to call.</source>
            <translation>Escolha para qual quer ligar.</translation>
        </message>
        <message>
            <source>Chosen by you</source>
            <translation>Escolhido por você</translation>
        </message>
        <message>
            <source>Christmas Island</source>
            <translation>Ilha Christmas</translation>
        </message>
        <message>
            <source>Close the other program, or choose another microphone under Preferences.</source>
            <translation>Feche o outro programa ou escolha outro microfone em Preferências.</translation>
        </message>
        <message>
            <source>Closing the window keeps the softphone in the tray, where there is one. Off: closing quits.</source>
            <translation>Ao fechar a janela, o softphone continua na bandeja, se houver uma. Desativado: fechar encerra o programa.</translation>
        </message>
        <message>
            <source>Cocos (Keeling) Islands</source>
            <translation>Ilhas Cocos (Keeling)</translation>
        </message>
        <message>
            <source>Codes with * or # cannot be dialled.</source>
            <translation>Códigos com * ou # não podem ser discados.</translation>
        </message>
        <message>
            <source>Colombia</source>
            <translation>Colômbia</translation>
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
            <translation>República do Congo</translation>
        </message>
        <message>
            <source>Congo - Kinshasa</source>
            <translation>Congo - Kinshasa</translation>
        </message>
        <message>
            <source>Connecticut</source>
            <translation>Connecticut</translation>
        </message>
        <message>
            <source>Contacts imported: {count}.</source>
            <translation>Contatos importados: {count}.</translation>
        </message>
        <message>
            <source>Cook Islands</source>
            <translation>Ilhas Cook</translation>
        </message>
        <message>
            <source>Costa Rica</source>
            <translation>Costa Rica</translation>
        </message>
        <message>
            <source>Croatia</source>
            <translation>Croácia</translation>
        </message>
        <message>
            <source>Ctrl+Shift+F8 hangs up, Ctrl+Shift+F9 takes the number from the clipboard. Not on macOS.</source>
            <translation>Ctrl+Shift+F8 desliga, Ctrl+Shift+F9 usa o número da área de transferência. Não no macOS.</translation>
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
            <translation>Personalizado: o agente escolhe um número. Automatizado: as regras escolhem um para cada chamada.</translation>
        </message>
        <message>
            <source>Cyprus</source>
            <translation>Chipre</translation>
        </message>
        <message>
            <source>Czechia</source>
            <translation>Tchéquia</translation>
        </message>
        <message>
            <source>Côte d’Ivoire</source>
            <translation>Costa do Marfim</translation>
        </message>
        <message>
            <source>Dark</source>
            <translation>Escuro</translation>
        </message>
        <message>
            <source>Default (automatic)</source>
            <translation>Padrão (automático)</translation>
        </message>
        <message>
            <source>Default is not offered here.</source>
            <translation>Padrão não está disponível aqui.</translation>
        </message>
        <message>
            <source>Default is not offered to {agent}.</source>
            <translation>Padrão não está disponível para {agent}.</translation>
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
            <translation>Discagem</translation>
        </message>
        <message>
            <source>District of Columbia</source>
            <translation>Distrito de Colúmbia</translation>
        </message>
        <message>
            <source>Distrito Federal</source>
            <translation>Distrito Federal</translation>
        </message>
        <message>
            <source>Djibouti</source>
            <translation>Djibuti</translation>
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
            <translation>Equador</translation>
        </message>
        <message>
            <source>Egypt</source>
            <translation>Egito</translation>
        </message>
        <message>
            <source>El Salvador</source>
            <translation>El Salvador</translation>
        </message>
        <message>
            <source>Equatorial Guinea</source>
            <translation>Guiné Equatorial</translation>
        </message>
        <message>
            <source>Eritrea</source>
            <translation>Eritreia</translation>
        </message>
        <message>
            <source>Espírito Santo</source>
            <translation>Espírito Santo</translation>
        </message>
        <message>
            <source>Estonia</source>
            <translation>Estônia</translation>
        </message>
        <message>
            <source>Eswatini</source>
            <translation>Essuatíni</translation>
        </message>
        <message>
            <source>Ethiopia</source>
            <translation>Etiópia</translation>
        </message>
        <message>
            <source>Exactly as typed: nothing was assumed.</source>
            <translation>Exatamente como digitado: nada foi presumido.</translation>
        </message>
        <message>
            <source>Export the contacts as CSV or vCard (.vcf), and choose that file.</source>
            <translation>Exporte os contatos como CSV ou vCard (.vcf) e escolha esse arquivo.</translation>
        </message>
        <message>
            <source>Export the contacts without pictures, or in several files.</source>
            <translation>Exporte os contatos sem fotos ou em vários arquivos.</translation>
        </message>
        <message>
            <source>Extension {extension} is not dialled.</source>
            <translation>O ramal {extension} não é discado.</translation>
        </message>
        <message>
            <source>Fair</source>
            <translation>Regular</translation>
        </message>
        <message>
            <source>Falkland Islands</source>
            <translation>Ilhas Malvinas</translation>
        </message>
        <message>
            <source>Faroe Islands</source>
            <translation>Ilhas Faroé</translation>
        </message>
        <message>
            <source>Fiji</source>
            <translation>Fiji</translation>
        </message>
        <message>
            <source>Finish the transfer first.</source>
            <translation>Conclua a transferência primeiro.</translation>
        </message>
        <message>
            <source>Finland</source>
            <translation>Finlândia</translation>
        </message>
        <message>
            <source>First of your local numbers</source>
            <translation>O primeiro dos seus números locais</translation>
        </message>
        <message>
            <source>First of your local numbers in {country}</source>
            <translation>Primeiro dos seus números locais em {country}</translation>
        </message>
        <message>
            <source>First of your local numbers with +{calling_code}</source>
            <translation>O primeiro dos seus números locais com +{calling_code}</translation>
        </message>
        <message>
            <source>Florida</source>
            <translation>Flórida</translation>
        </message>
        <message>
            <source>France</source>
            <translation>França</translation>
        </message>
        <message>
            <source>French Guiana</source>
            <translation>Guiana Francesa</translation>
        </message>
        <message>
            <source>French Polynesia</source>
            <translation>Polinésia Francesa</translation>
        </message>
        <message>
            <source>Gabon</source>
            <translation>Gabão</translation>
        </message>
        <message>
            <source>Gambia</source>
            <translation>Gâmbia</translation>
        </message>
        <message>
            <source>Georgia</source>
            <translation>Geórgia</translation>
        </message>
        <message>
            <source>Georgia (country)</source>
            <translation>Geórgia (país)</translation>
        </message>
        <message>
            <source>Germany</source>
            <translation>Alemanha</translation>
        </message>
        <message>
            <source>Ghana</source>
            <translation>Gana</translation>
        </message>
        <message>
            <source>Gibraltar</source>
            <translation>Gibraltar</translation>
        </message>
        <message>
            <source>Go on. If it comes again, send a report: Help, Report for support.</source>
            <translation>Pode continuar. Se acontecer de novo, envie um relatório: Ajuda, Relatório para o suporte.</translation>
        </message>
        <message>
            <source>Goiás</source>
            <translation>Goiás</translation>
        </message>
        <message>
            <source>Good</source>
            <translation>Bom</translation>
        </message>
        <message>
            <source>Greece</source>
            <translation>Grécia</translation>
        </message>
        <message>
            <source>Greenland</source>
            <translation>Groenlândia</translation>
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
            <translation>Guiné</translation>
        </message>
        <message>
            <source>Guinea-Bissau</source>
            <translation>Guiné-Bissau</translation>
        </message>
        <message>
            <source>Guyana</source>
            <translation>Guiana</translation>
        </message>
        <message>
            <source>Haiti</source>
            <translation>Haiti</translation>
        </message>
        <message>
            <source>Hanging up…</source>
            <translation>Desligando…</translation>
        </message>
        <message>
            <source>Hawaii</source>
            <translation>Havaí</translation>
        </message>
        <message>
            <source>Home country</source>
            <translation>País padrão</translation>
        </message>
        <message>
            <source>Honduras</source>
            <translation>Honduras</translation>
        </message>
        <message>
            <source>Hong Kong</source>
            <translation>Hong Kong, RAE da China</translation>
        </message>
        <message>
            <source>Hungary</source>
            <translation>Hungria</translation>
        </message>
        <message>
            <source>Iceland</source>
            <translation>Islândia</translation>
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
            <translation>Em um Flatpak, o programa para links é escolhido nas configurações do sistema.</translation>
        </message>
        <message>
            <source>In the tray, or minimised where there is none.</source>
            <translation>Na bandeja ou, se não houver, minimizado.</translation>
        </message>
        <message>
            <source>In {country} this number is {number} today.</source>
            <translation>Hoje, em {country}, este número é {number}.</translation>
        </message>
        <message>
            <source>India</source>
            <translation>Índia</translation>
        </message>
        <message>
            <source>Indiana</source>
            <translation>Indiana</translation>
        </message>
        <message>
            <source>Indonesia</source>
            <translation>Indonésia</translation>
        </message>
        <message>
            <source>Install it with: pip install 'softphone[audio]'. Or choose another phone under Account.</source>
            <translation>Instale-o com: pip install 'softphone[audio]'. Ou escolha outro telefone em Conta.</translation>
        </message>
        <message>
            <source>Invisible characters were left out.</source>
            <translation>Caracteres invisíveis foram removidos.</translation>
        </message>
        <message>
            <source>Iowa</source>
            <translation>Iowa</translation>
        </message>
        <message>
            <source>Iran</source>
            <translation>Irã</translation>
        </message>
        <message>
            <source>Iraq</source>
            <translation>Iraque</translation>
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
            <translation>Ilha de Man</translation>
        </message>
        <message>
            <source>Israel</source>
            <translation>Israel</translation>
        </message>
        <message>
            <source>It cannot carry calls any more.</source>
            <translation>Não pode mais fazer chamadas.</translation>
        </message>
        <message>
            <source>It cannot carry calls.</source>
            <translation>Não pode fazer chamadas.</translation>
        </message>
        <message>
            <source>It is not known where your phone rings.</source>
            <translation>Não se sabe onde seu telefone toca.</translation>
        </message>
        <message>
            <source>It is not known whether the other side still hears. Call again once your line is ready.</source>
            <translation>Não se sabe se o outro lado ainda ouve. Ligue de novo quando sua linha estiver pronta.</translation>
        </message>
        <message>
            <source>It is set to receive fax.</source>
            <translation>Está configurado para receber fax.</translation>
        </message>
        <message>
            <source>It is the number being called.</source>
            <translation>É o número que está sendo chamado.</translation>
        </message>
        <message>
            <source>It is tried again by itself.</source>
            <translation>Uma nova tentativa é feita automaticamente.</translation>
        </message>
        <message>
            <source>It is {owner}'s dedicated line.</source>
            <translation>É a linha dedicada de {owner}.</translation>
        </message>
        <message>
            <source>It looks like desk@acme.example.</source>
            <translation>Tem o formato desk@acme.example.</translation>
        </message>
        <message>
            <source>It must be made with a standard API key of this account, or come from your company's token URL.</source>
            <translation>Deve ser criado com uma chave de API padrão desta conta ou vir da URL de tokens da sua empresa.</translation>
        </message>
        <message>
            <source>It needs the permission “{needs}”; an administrator can give it that.</source>
            <translation>Falta a permissão “{needs}”; um administrador pode concedê-la.</translation>
        </message>
        <message>
            <source>It replaced {caller_id}, which {by} had set at {time}.</source>
            <translation>Substituiu {caller_id}, que {by} havia definido ({time}).</translation>
        </message>
        <message>
            <source>It should be {expected}.</source>
            <translation>Esperado: {expected}.</translation>
        </message>
        <message>
            <source>It was cleared since.</source>
            <translation>Foi apagado depois.</translation>
        </message>
        <message>
            <source>Italy</source>
            <translation>Itália</translation>
        </message>
        <message>
            <source>Jamaica</source>
            <translation>Jamaica</translation>
        </message>
        <message>
            <source>Japan</source>
            <translation>Japão</translation>
        </message>
        <message>
            <source>Jersey</source>
            <translation>Jersey</translation>
        </message>
        <message>
            <source>Jordan</source>
            <translation>Jordânia</translation>
        </message>
        <message>
            <source>Kansas</source>
            <translation>Kansas</translation>
        </message>
        <message>
            <source>Kazakhstan</source>
            <translation>Cazaquistão</translation>
        </message>
        <message>
            <source>Keep running in the tray</source>
            <translation>Continuar em execução na bandeja</translation>
        </message>
        <message>
            <source>Kentucky</source>
            <translation>Kentucky</translation>
        </message>
        <message>
            <source>Kenya</source>
            <translation>Quênia</translation>
        </message>
        <message>
            <source>Keys for when they have answered: {keys}.</source>
            <translation>Teclas para depois que atenderem: {keys}.</translation>
        </message>
        <message>
            <source>Keys that work in every window</source>
            <translation>Teclas que funcionam em todas as janelas</translation>
        </message>
        <message>
            <source>Kiribati</source>
            <translation>Quiribati</translation>
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
            <translation>Quirguistão</translation>
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
            <translation>Letônia</translation>
        </message>
        <message>
            <source>Leave a VPN if you may, and stop large uploads. Pause a little before you speak.</source>
            <translation>Saia da VPN, se puder, e interrompa envios grandes. Faça uma breve pausa antes de falar.</translation>
        </message>
        <message>
            <source>Lebanon</source>
            <translation>Líbano</translation>
        </message>
        <message>
            <source>Left out: “{text}”.</source>
            <translation>Deixado de fora: “{text}”.</translation>
        </message>
        <message>
            <source>Lesotho</source>
            <translation>Lesoto</translation>
        </message>
        <message>
            <source>Letters were read as keypad digits.</source>
            <translation>Letras foram lidas como dígitos do teclado.</translation>
        </message>
        <message>
            <source>Liberia</source>
            <translation>Libéria</translation>
        </message>
        <message>
            <source>Libya</source>
            <translation>Líbia</translation>
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
            <translation>Claro, escuro ou como o sistema.</translation>
        </message>
        <message>
            <source>Links call by themselves</source>
            <translation>Links ligam automaticamente</translation>
        </message>
        <message>
            <source>Links that start with tel:, callto: or sip: do.</source>
            <translation>Os que começam com tel:, callto: ou sip: levam.</translation>
        </message>
        <message>
            <source>Lithuania</source>
            <translation>Lituânia</translation>
        </message>
        <message>
            <source>Look</source>
            <translation>Aparência</translation>
        </message>
        <message>
            <source>Look at Recents before you call again.</source>
            <translation>Veja Recentes antes de ligar de novo.</translation>
        </message>
        <message>
            <source>Look at the number shown now, then call again.</source>
            <translation>Confira o número exibido agora e ligue de novo.</translation>
        </message>
        <message>
            <source>Look for a mute switch on the headset, or choose another microphone under Preferences.</source>
            <translation>Procure um botão de mudo no headset ou escolha outro microfone em Preferências.</translation>
        </message>
        <message>
            <source>Look the number up where it came from.</source>
            <translation>Procure o número na origem.</translation>
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
            <translation>Macau, RAE da China</translation>
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
            <translation>Libere espaço no disco ou verifique quem pode gravar ali e tente de novo.</translation>
        </message>
        <message>
            <source>Malawi</source>
            <translation>Malaui</translation>
        </message>
        <message>
            <source>Malaysia</source>
            <translation>Malásia</translation>
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
            <translation>Ilhas Marshall</translation>
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
            <translation>Mato Grosso do Sul</translation>
        </message>
        <message>
            <source>Mauritania</source>
            <translation>Mauritânia</translation>
        </message>
        <message>
            <source>Mauritius</source>
            <translation>Maurício</translation>
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
            <translation>Micronésia</translation>
        </message>
        <message>
            <source>Microphone</source>
            <translation>Microfone</translation>
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
            <translation>Moldávia</translation>
        </message>
        <message>
            <source>Monaco</source>
            <translation>Mônaco</translation>
        </message>
        <message>
            <source>Mongolia</source>
            <translation>Mongólia</translation>
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
            <translation>Marrocos</translation>
        </message>
        <message>
            <source>Mozambique</source>
            <translation>Moçambique</translation>
        </message>
        <message>
            <source>Myanmar (Burma)</source>
            <translation>Mianmar (Birmânia)</translation>
        </message>
        <message>
            <source>Name the column with the numbers “Phone”, and choose the file again.</source>
            <translation>Dê o nome “Phone” à coluna dos números e escolha o arquivo de novo.</translation>
        </message>
        <message>
            <source>Namibia</source>
            <translation>Namíbia</translation>
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
            <translation>Países Baixos</translation>
        </message>
        <message>
            <source>Nevada</source>
            <translation>Nevada</translation>
        </message>
        <message>
            <source>New Brunswick</source>
            <translation>Novo Brunswick</translation>
        </message>
        <message>
            <source>New Caledonia</source>
            <translation>Nova Caledônia</translation>
        </message>
        <message>
            <source>New Hampshire</source>
            <translation>New Hampshire</translation>
        </message>
        <message>
            <source>New Jersey</source>
            <translation>Nova Jersey</translation>
        </message>
        <message>
            <source>New Mexico</source>
            <translation>Novo México</translation>
        </message>
        <message>
            <source>New York</source>
            <translation>Nova York</translation>
        </message>
        <message>
            <source>New Zealand</source>
            <translation>Nova Zelândia</translation>
        </message>
        <message>
            <source>Newfoundland and Labrador</source>
            <translation>Terra Nova e Labrador</translation>
        </message>
        <message>
            <source>Nicaragua</source>
            <translation>Nicarágua</translation>
        </message>
        <message>
            <source>Niger</source>
            <translation>Níger</translation>
        </message>
        <message>
            <source>Nigeria</source>
            <translation>Nigéria</translation>
        </message>
        <message>
            <source>Niue</source>
            <translation>Niue</translation>
        </message>
        <message>
            <source>No</source>
            <translation>Não</translation>
        </message>
        <message>
            <source>No caller ID reached Twilio.</source>
            <translation>Nenhum número exibido chegou à Twilio.</translation>
        </message>
        <message>
            <source>No number to call reached Twilio.</source>
            <translation>Nenhum número a chamar chegou à Twilio.</translation>
        </message>
        <message>
            <source>No number was given.</source>
            <translation>Nenhum número foi informado.</translation>
        </message>
        <message>
            <source>No phone rings for this call any more.</source>
            <translation>Nenhum telefone toca mais por esta chamada.</translation>
        </message>
        <message>
            <source>No sound arrives here.</source>
            <translation>Nenhum som chega aqui.</translation>
        </message>
        <message>
            <source>Nobody is chosen yet.</source>
            <translation>Ninguém foi escolhido ainda.</translation>
        </message>
        <message>
            <source>Nobody is waiting.</source>
            <translation>Não há ninguém em espera.</translation>
        </message>
        <message>
            <source>Nobody knows whether your phone rang</source>
            <translation>Não se sabe se seu telefone tocou</translation>
        </message>
        <message>
            <source>None of the account's numbers can be shown automatically.</source>
            <translation>Nenhum dos números da conta pode ser exibido automaticamente.</translation>
        </message>
        <message>
            <source>None of your local numbers is in +{calling_code} {area_code}</source>
            <translation>Nenhum dos seus números locais tem o código +{calling_code} {area_code}</translation>
        </message>
        <message>
            <source>None of your local numbers is in {country}</source>
            <translation>Nenhum dos seus números locais é deste país: {country}</translation>
        </message>
        <message>
            <source>None of your local numbers is in {state}</source>
            <translation>Nenhum dos seus números locais é deste estado: {state}</translation>
        </message>
        <message>
            <source>Norfolk Island</source>
            <translation>Ilha Norfolk</translation>
        </message>
        <message>
            <source>North Carolina</source>
            <translation>Carolina do Norte</translation>
        </message>
        <message>
            <source>North Dakota</source>
            <translation>Dakota do Norte</translation>
        </message>
        <message>
            <source>North Korea</source>
            <translation>Coreia do Norte</translation>
        </message>
        <message>
            <source>North Macedonia</source>
            <translation>Macedônia do Norte</translation>
        </message>
        <message>
            <source>Northern Mariana Islands</source>
            <translation>Ilhas Marianas do Norte</translation>
        </message>
        <message>
            <source>Northwest Territories</source>
            <translation>Territórios do Noroeste</translation>
        </message>
        <message>
            <source>Norway</source>
            <translation>Noruega</translation>
        </message>
        <message>
            <source>Not set</source>
            <translation>Não definido</translation>
        </message>
        <message>
            <source>Nothing changed</source>
            <translation>Nada mudou</translation>
        </message>
        <message>
            <source>Nothing is heard from your microphone.</source>
            <translation>Nada é ouvido do seu microfone.</translation>
        </message>
        <message>
            <source>Nothing was changed. Try again in a minute.</source>
            <translation>Nada foi alterado. Tente de novo em um minuto.</translation>
        </message>
        <message>
            <source>Nova Scotia</source>
            <translation>Nova Escócia</translation>
        </message>
        <message>
            <source>Numbers that are only verified with Twilio may be picked; calls back do not reach you.</source>
            <translation>Números apenas verificados na Twilio podem ser escolhidos; retornos de chamada não chegam até você.</translation>
        </message>
        <message>
            <source>Nunavut</source>
            <translation>Nunavut</translation>
        </message>
        <message>
            <source>Of incoming calls.</source>
            <translation>Das chamadas recebidas.</translation>
        </message>
        <message>
            <source>Of the customer's voice.</source>
            <translation>Da voz do cliente.</translation>
        </message>
        <message>
            <source>Off by default: nobody can call them back through us, and carriers trust them less.</source>
            <translation>Desativado por padrão: ninguém pode retornar a chamada através de nós, e as operadoras confiam menos neles.</translation>
        </message>
        <message>
            <source>Off: a tel: link only fills in the number. On: it calls after 3 seconds in which you can cancel.</source>
            <translation>Desativado: um link tel: apenas preenche o número. Ativado: liga após 3 segundos, durante os quais você pode cancelar.</translation>
        </message>
        <message>
            <source>Off: every call is Automated.</source>
            <translation>Desativado: toda chamada é Automatizada.</translation>
        </message>
        <message>
            <source>Offer Default (automatic)</source>
            <translation>Oferecer Padrão (automático)</translation>
        </message>
        <message>
            <source>Offer verified numbers</source>
            <translation>Oferecer números verificados</translation>
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
            <translation>Omã</translation>
        </message>
        <message>
            <source>On a trial account, Twilio fixes which number is shown to whom.</source>
            <translation>Em uma conta de avaliação, a Twilio define qual número é exibido para quem.</translation>
        </message>
        <message>
            <source>On macOS the system asks which program opens a link.</source>
            <translation>No macOS, o sistema pergunta qual programa abre um link.</translation>
        </message>
        <message>
            <source>On your desktop</source>
            <translation>Na área de trabalho</translation>
        </message>
        <message>
            <source>One of your local numbers</source>
            <translation>Um dos seus números locais</translation>
        </message>
        <message>
            <source>One of your local numbers in {country}</source>
            <translation>Um dos seus números locais em {country}</translation>
        </message>
        <message>
            <source>One of your local numbers with +{calling_code}</source>
            <translation>Um dos seus números locais com +{calling_code}</translation>
        </message>
        <message>
            <source>Only an administrator may place it: run the command as one.</source>
            <translation>Só um administrador pode colocá-lo: execute o comando como tal.</translation>
        </message>
        <message>
            <source>Only telephone numbers can be called from here.</source>
            <translation>Daqui só é possível ligar para números de telefone.</translation>
        </message>
        <message>
            <source>Only the agent's ring groups</source>
            <translation>Apenas os grupos de chamada do agente</translation>
        </message>
        <message>
            <source>Ontario</source>
            <translation>Ontário</translation>
        </message>
        <message>
            <source>Open any page in your browser, sign in there, then try again.</source>
            <translation>Abra qualquer página no navegador, entre ali e tente de novo.</translation>
        </message>
        <message>
            <source>Open it, save it as CSV UTF-8, and choose that file.</source>
            <translation>Abra-a, salve-a como CSV UTF-8 e escolha esse arquivo.</translation>
        </message>
        <message>
            <source>Oregon</source>
            <translation>Oregon</translation>
        </message>
        <message>
            <source>Other programs changed {name} at Twilio each of three times.</source>
            <translation>Outros programas alteraram {name} na Twilio em cada uma das três tentativas.</translation>
        </message>
        <message>
            <source>Pakistan</source>
            <translation>Paquistão</translation>
        </message>
        <message>
            <source>Palau</source>
            <translation>Palau</translation>
        </message>
        <message>
            <source>Palestinian Territories</source>
            <translation>Territórios palestinos</translation>
        </message>
        <message>
            <source>Panama</source>
            <translation>Panamá</translation>
        </message>
        <message>
            <source>Papua New Guinea</source>
            <translation>Papua-Nova Guiné</translation>
        </message>
        <message>
            <source>Paraguay</source>
            <translation>Paraguai</translation>
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
            <translation>Partes do som se perdem no caminho.</translation>
        </message>
        <message>
            <source>Pará</source>
            <translation>Pará</translation>
        </message>
        <message>
            <source>Paste the number alone.</source>
            <translation>Cole somente o número.</translation>
        </message>
        <message>
            <source>Pennsylvania</source>
            <translation>Pensilvânia</translation>
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
            <translation>Filipinas</translation>
        </message>
        <message>
            <source>Piauí</source>
            <translation>Piauí</translation>
        </message>
        <message>
            <source>Pinned for this contact</source>
            <translation>Fixado para este contato</translation>
        </message>
        <message>
            <source>Pinned for this contact, but: {problem}</source>
            <translation>Fixado para este contato, mas: {problem}</translation>
        </message>
        <message>
            <source>Plug in a headset; it is found by itself.</source>
            <translation>Conecte um headset; ele é detectado automaticamente.</translation>
        </message>
        <message>
            <source>Poland</source>
            <translation>Polônia</translation>
        </message>
        <message>
            <source>Portugal</source>
            <translation>Portugal</translation>
        </message>
        <message>
            <source>Prince Edward Island</source>
            <translation>Ilha do Príncipe Eduardo</translation>
        </message>
        <message>
            <source>Puerto Rico</source>
            <translation>Porto Rico</translation>
        </message>
        <message>
            <source>Put them into HTTPS_PROXY: http://NAME:PASSWORD@HOST:PORT.</source>
            <translation>Coloque-os em HTTPS_PROXY: http://NAME:PASSWORD@HOST:PORT.</translation>
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
            <translation>Horário de silêncio</translation>
        </message>
        <message>
            <source>Read with +{calling_code}, {country}.</source>
            <translation>Lido com +{calling_code}, {country}.</translation>
        </message>
        <message>
            <source>Refresh the numbers, then try again.</source>
            <translation>Atualize os números e tente de novo.</translation>
        </message>
        <message>
            <source>Remembered by its name and id; another one is used while it is not plugged in.</source>
            <translation>Lembrado pelo nome e pelo ID; outro é usado enquanto não estiver conectado.</translation>
        </message>
        <message>
            <source>Rhode Island</source>
            <translation>Rhode Island</translation>
        </message>
        <message>
            <source>Ring volume</source>
            <translation>Volume do toque</translation>
        </message>
        <message>
            <source>Ringing your phone…</source>
            <translation>Chamando seu telefone…</translation>
        </message>
        <message>
            <source>Rings at</source>
            <translation>Toca em</translation>
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
            <translation>Romênia</translation>
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
            <translation>Rússia</translation>
        </message>
        <message>
            <source>Rwanda</source>
            <translation>Ruanda</translation>
        </message>
        <message>
            <source>Réunion</source>
            <translation>Reunião</translation>
        </message>
        <message>
            <source>SIP is not switched on for this Twilio account.</source>
            <translation>O SIP não está ativado nesta conta da Twilio.</translation>
        </message>
        <message>
            <source>Same area code, +{calling_code} {area_code}</source>
            <translation>Mesmo código de área, +{calling_code} {area_code}</translation>
        </message>
        <message>
            <source>Same caller ID as last time</source>
            <translation>O mesmo número exibido da última vez</translation>
        </message>
        <message>
            <source>Same country code, +{calling_code}</source>
            <translation>O mesmo código de país, +{calling_code}</translation>
        </message>
        <message>
            <source>Same country, {country}</source>
            <translation>Mesmo país, {country}</translation>
        </message>
        <message>
            <source>Same state, {state}</source>
            <translation>Mesmo estado, {state}</translation>
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
            <translation>Arábia Saudita</translation>
        </message>
        <message>
            <source>Senegal</source>
            <translation>Senegal</translation>
        </message>
        <message>
            <source>Serbia</source>
            <translation>Sérvia</translation>
        </message>
        <message>
            <source>Sergipe</source>
            <translation>Sergipe</translation>
        </message>
        <message>
            <source>Set by {by}</source>
            <translation>Definido por {by}</translation>
        </message>
        <message>
            <source>Set by {by} until {until}</source>
            <translation>Definido por {by} até {until}</translation>
        </message>
        <message>
            <source>Set by {by} until {until}: {why}</source>
            <translation>Definido por {by} até {until}: {why}</translation>
        </message>
        <message>
            <source>Set by {by}: {why}</source>
            <translation>Definido por {by}: {why}</translation>
        </message>
        <message>
            <source>Set by {name}</source>
            <translation>Definido por {name}</translation>
        </message>
        <message>
            <source>Set for you by your administrator</source>
            <translation>Definido para você pelo seu administrador</translation>
        </message>
        <message>
            <source>Set for you by {name}</source>
            <translation>Definido para você por {name}</translation>
        </message>
        <message>
            <source>Set it to that line, a JSON object, or unset it.</source>
            <translation>Atribua a ela essa linha, um objeto JSON, ou remova-a.</translation>
        </message>
        <message>
            <source>Set it under Account, then call again.</source>
            <translation>Defina isso em Conta e ligue de novo.</translation>
        </message>
        <message>
            <source>Set {name} to a file of certificates (PEM), or unset it.</source>
            <translation>Defina {name} com um arquivo de certificados (PEM) ou remova-o.</translation>
        </message>
        <message>
            <source>Seychelles</source>
            <translation>Seicheles</translation>
        </message>
        <message>
            <source>Show a small panel during calls</source>
            <translation>Mostrar um pequeno painel durante as chamadas</translation>
        </message>
        <message>
            <source>Show the caller ID picker</source>
            <translation>Mostrar o seletor de número exibido</translation>
        </message>
        <message>
            <source>Sierra Leone</source>
            <translation>Serra Leoa</translation>
        </message>
        <message>
            <source>Sign in again under Account, with the key of the right account and region.</source>
            <translation>Entre de novo em Conta, com a chave da conta e região corretas.</translation>
        </message>
        <message>
            <source>Singapore</source>
            <translation>Singapura</translation>
        </message>
        <message>
            <source>Sint Maarten</source>
            <translation>Sint Maarten</translation>
        </message>
        <message>
            <source>Slovakia</source>
            <translation>Eslováquia</translation>
        </message>
        <message>
            <source>Slovenia</source>
            <translation>Eslovênia</translation>
        </message>
        <message>
            <source>Softphone is now among the programs for tel: links. Choose it in Settings, Apps, Default apps.</source>
            <translation>O Softphone agora está entre os programas para links tel:. Escolha-o em Configurações, Aplicativos, Aplicativos padrão.</translation>
        </message>
        <message>
            <source>Softphone is open already, but does not answer.</source>
            <translation>O Softphone já está aberto, mas não responde.</translation>
        </message>
        <message>
            <source>Solomon Islands</source>
            <translation>Ilhas Salomão</translation>
        </message>
        <message>
            <source>Somalia</source>
            <translation>Somália</translation>
        </message>
        <message>
            <source>Somebody else changed {name} at the same moment.</source>
            <translation>Outra pessoa alterou {name} no mesmo momento.</translation>
        </message>
        <message>
            <source>Somebody else is being called already.</source>
            <translation>Outra pessoa já está sendo chamada.</translation>
        </message>
        <message>
            <source>Somebody else is in the call already.</source>
            <translation>Já há outra pessoa na chamada.</translation>
        </message>
        <message>
            <source>Something in this program went wrong ({name}).</source>
            <translation>Algo deu errado neste programa ({name}).</translation>
        </message>
        <message>
            <source>Sound</source>
            <translation>Som</translation>
        </message>
        <message>
            <source>South Africa</source>
            <translation>África do Sul</translation>
        </message>
        <message>
            <source>South Carolina</source>
            <translation>Carolina do Sul</translation>
        </message>
        <message>
            <source>South Dakota</source>
            <translation>Dakota do Sul</translation>
        </message>
        <message>
            <source>South Korea</source>
            <translation>Coreia do Sul</translation>
        </message>
        <message>
            <source>South Sudan</source>
            <translation>Sudão do Sul</translation>
        </message>
        <message>
            <source>Spain</source>
            <translation>Espanha</translation>
        </message>
        <message>
            <source>Speaker</source>
            <translation>Alto-falante</translation>
        </message>
        <message>
            <source>Sri Lanka</source>
            <translation>Sri Lanka</translation>
        </message>
        <message>
            <source>St. Barthélemy</source>
            <translation>São Bartolomeu</translation>
        </message>
        <message>
            <source>St. Helena</source>
            <translation>Santa Helena</translation>
        </message>
        <message>
            <source>St. Kitts &amp; Nevis</source>
            <translation>São Cristóvão e Névis</translation>
        </message>
        <message>
            <source>St. Lucia</source>
            <translation>Santa Lúcia</translation>
        </message>
        <message>
            <source>St. Martin</source>
            <translation>São Martinho</translation>
        </message>
        <message>
            <source>St. Pierre &amp; Miquelon</source>
            <translation>São Pedro e Miquelão</translation>
        </message>
        <message>
            <source>St. Vincent &amp; Grenadines</source>
            <translation>São Vicente e Granadinas</translation>
        </message>
        <message>
            <source>Start when you log in</source>
            <translation>Iniciar com a sessão</translation>
        </message>
        <message>
            <source>Start with + and the country code, as in +1 or +44.</source>
            <translation>Comece com + e o código do país, como em +1 ou +44.</translation>
        </message>
        <message>
            <source>Starting at login could not be changed: {problem}.</source>
            <translation>Não foi possível alterar o início com a sessão: {problem}.</translation>
        </message>
        <message>
            <source>Starting…</source>
            <translation>Iniciando…</translation>
        </message>
        <message>
            <source>Starts with SK.</source>
            <translation>Começa com SK.</translation>
        </message>
        <message>
            <source>States are known for the United States, Canada and Brazil only</source>
            <translation>Só se conhecem os estados dos Estados Unidos, do Canadá e do Brasil</translation>
        </message>
        <message>
            <source>Stop calling for a while and tell your administrator.</source>
            <translation>Pare de ligar por um tempo e avise seu administrador.</translation>
        </message>
        <message>
            <source>Stop large downloads, or try another network. If it stays, tell whoever runs the network.</source>
            <translation>Interrompa downloads grandes ou tente outra rede. Se continuar, avise quem administra a rede.</translation>
        </message>
        <message>
            <source>Such as 21:00-08:00, in the customer's own time: a call then is warned of. Empty: never.</source>
            <translation>Por exemplo 21:00-08:00, na hora local do cliente: nesse período, há um aviso antes da chamada. Vazio: nunca.</translation>
        </message>
        <message>
            <source>Sudan</source>
            <translation>Sudão</translation>
        </message>
        <message>
            <source>Suggested by {name}</source>
            <translation>Sugerido por {name}</translation>
        </message>
        <message>
            <source>Suriname</source>
            <translation>Suriname</translation>
        </message>
        <message>
            <source>Svalbard &amp; Jan Mayen</source>
            <translation>Svalbard e Jan Mayen</translation>
        </message>
        <message>
            <source>Swap, join, or go back to the customer.</source>
            <translation>Alterne, una todos ou volte ao cliente.</translation>
        </message>
        <message>
            <source>Sweden</source>
            <translation>Suécia</translation>
        </message>
        <message>
            <source>Switzerland</source>
            <translation>Suíça</translation>
        </message>
        <message>
            <source>Syria</source>
            <translation>Síria</translation>
        </message>
        <message>
            <source>São Paulo</source>
            <translation>São Paulo</translation>
        </message>
        <message>
            <source>São Tomé &amp; Príncipe</source>
            <translation>São Tomé e Príncipe</translation>
        </message>
        <message>
            <source>Taiwan</source>
            <translation>Taiwan</translation>
        </message>
        <message>
            <source>Tajikistan</source>
            <translation>Tadjiquistão</translation>
        </message>
        <message>
            <source>Take echo and noise off my voice</source>
            <translation>Remover eco e ruído da minha voz</translation>
        </message>
        <message>
            <source>Tanzania</source>
            <translation>Tanzânia</translation>
        </message>
        <message>
            <source>TaskRouter has no worker named {agent}, so your choice stays on this machine.</source>
            <translation>O TaskRouter não tem um worker chamado {agent}, por isso sua escolha fica só nesta máquina.</translation>
        </message>
        <message>
            <source>TaskRouter has not answered. The caller ID that was known last is shown.</source>
            <translation>O TaskRouter não respondeu. Mostra-se o identificador conhecido por último.</translation>
        </message>
        <message>
            <source>TaskRouter; optional.</source>
            <translation>TaskRouter; opcional.</translation>
        </message>
        <message>
            <source>Tell whoever runs your company's token URL.</source>
            <translation>Avise quem administra a URL de tokens da sua empresa.</translation>
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
            <translation>Tailândia</translation>
        </message>
        <message>
            <source>That call is over already.</source>
            <translation>Essa chamada já terminou.</translation>
        </message>
        <message>
            <source>That caller ID is on a do-not-originate list.</source>
            <translation>Esse número exibido está em uma lista de números que não podem originar chamadas.</translation>
        </message>
        <message>
            <source>That is a premium number, and Twilio does not call it.</source>
            <translation>Esse é um número de tarifa especial, e a Twilio não liga para ele.</translation>
        </message>
        <message>
            <source>That is not a number that can be called.</source>
            <translation>Não é possível ligar para esse número.</translation>
        </message>
        <message>
            <source>That is the SID of something else, not of a Twilio account.</source>
            <translation>Esse SID é de outra coisa, não de uma conta da Twilio.</translation>
        </message>
        <message>
            <source>That is the customer's own number.</source>
            <translation>Esse é o número do próprio cliente.</translation>
        </message>
        <message>
            <source>That is the number shown for this call.</source>
            <translation>Esse é o número exibido nesta chamada.</translation>
        </message>
        <message>
            <source>That is your own phone.</source>
            <translation>Esse é o seu próprio telefone.</translation>
        </message>
        <message>
            <source>That leg is being called already.</source>
            <translation>Essa perna da chamada já está sendo chamada.</translation>
        </message>
        <message>
            <source>That number cannot be reached.</source>
            <translation>Esse número não pode ser alcançado.</translation>
        </message>
        <message>
            <source>That number is not complete: it needs + and the country code.</source>
            <translation>Esse número não está completo: precisa de + e do código do país.</translation>
        </message>
        <message>
            <source>That number is not valid or not supported.</source>
            <translation>Esse número não é válido ou não é aceito.</translation>
        </message>
        <message>
            <source>That number's country is not known.</source>
            <translation>O país desse número não é conhecido.</translation>
        </message>
        <message>
            <source>That time is over already.</source>
            <translation>Esse horário já passou.</translation>
        </message>
        <message>
            <source>The API key does not open the account {account_sid}.</source>
            <translation>A chave de API não dá acesso à conta {account_sid}.</translation>
        </message>
        <message>
            <source>The API key may not do this.</source>
            <translation>A chave de API não pode fazer isso.</translation>
        </message>
        <message>
            <source>The API key's secret is missing.</source>
            <translation>Falta o segredo da chave de API.</translation>
        </message>
        <message>
            <source>The TaskRouter workspace is not set (twilio.workspace_sid), so your choice stays on this machine and supervisors cannot change it.</source>
            <translation>O workspace do TaskRouter não está definido (twilio.workspace_sid), por isso sua escolha fica só nesta máquina e os supervisores não podem alterá-la.</translation>
        </message>
        <message>
            <source>The TaskRouter workspace is not set. Put workspace_sid under [locked.twilio] in the settings file, and give the API key the permission to read and update workers.</source>
            <translation>O workspace do TaskRouter não está definido. Coloque workspace_sid em [locked.twilio] no arquivo de configurações e dê à chave de API permissão para ler e atualizar workers.</translation>
        </message>
        <message>
            <source>The Twilio account does not exist.</source>
            <translation>A conta Twilio não existe.</translation>
        </message>
        <message>
            <source>The Twilio account is not active or has run out of funds.</source>
            <translation>A conta Twilio não está ativa ou está sem saldo.</translation>
        </message>
        <message>
            <source>The Twilio account is not active.</source>
            <translation>A conta Twilio não está ativa.</translation>
        </message>
        <message>
            <source>The Twilio account is not valid or not active.</source>
            <translation>A conta Twilio não é válida ou não está ativa.</translation>
        </message>
        <message>
            <source>The Twilio account is suspended.</source>
            <translation>A conta da Twilio está suspensa.</translation>
        </message>
        <message>
            <source>The Twilio account may not do this at present.</source>
            <translation>A conta da Twilio não pode fazer isso no momento.</translation>
        </message>
        <message>
            <source>The account SID begins with AC; the key's, with SK, has a field of its own.</source>
            <translation>O SID da conta começa com AC; o da chave, com SK, tem seu próprio campo.</translation>
        </message>
        <message>
            <source>The account does not have it any more.</source>
            <translation>A conta não o possui mais.</translation>
        </message>
        <message>
            <source>The account has as many calls as it may have at once.</source>
            <translation>A conta atingiu o limite de chamadas simultâneas.</translation>
        </message>
        <message>
            <source>The account has as many conferences as it may have at once.</source>
            <translation>A conta atingiu o limite de conferências simultâneas.</translation>
        </message>
        <message>
            <source>The account has no number that can carry a call</source>
            <translation>A conta não tem nenhum número que possa fazer chamadas</translation>
        </message>
        <message>
            <source>The account has no numbers yet.</source>
            <translation>A conta ainda não tem números.</translation>
        </message>
        <message>
            <source>The account has no toll-free number</source>
            <translation>A conta não tem número gratuito</translation>
        </message>
        <message>
            <source>The account's first number that may be shown</source>
            <translation>O primeiro número da conta que pode ser exibido</translation>
        </message>
        <message>
            <source>The account's first toll-free number that may be shown</source>
            <translation>O primeiro número gratuito da conta que pode ser exibido</translation>
        </message>
        <message>
            <source>The agent (Customized)</source>
            <translation>O agente (Personalizado)</translation>
        </message>
        <message>
            <source>The agent may leave the choice to the rules.</source>
            <translation>O agente pode deixar a escolha para as regras.</translation>
        </message>
        <message>
            <source>The answer was larger than any of Twilio's, so it was not read.</source>
            <translation>A resposta era maior que qualquer uma da Twilio, por isso não foi lida.</translation>
        </message>
        <message>
            <source>The call in progress keeps its number.</source>
            <translation>A chamada em andamento mantém seu número.</translation>
        </message>
        <message>
            <source>The call is not written down yet. {problem}</source>
            <translation>A chamada ainda não foi registrada. {problem}</translation>
        </message>
        <message>
            <source>The call is over already.</source>
            <translation>A chamada já terminou.</translation>
        </message>
        <message>
            <source>The call is over.</source>
            <translation>A chamada terminou.</translation>
        </message>
        <message>
            <source>The call itself goes on. It is written down as soon as that works.</source>
            <translation>A chamada continua. Será registrada assim que possível.</translation>
        </message>
        <message>
            <source>The call was blocked by the rules of that region.</source>
            <translation>A chamada foi bloqueada pelas regras dessa região.</translation>
        </message>
        <message>
            <source>The call's application could not be used by Twilio.</source>
            <translation>A Twilio não pôde usar o aplicativo da chamada.</translation>
        </message>
        <message>
            <source>The call's instructions are too long.</source>
            <translation>As instruções da chamada são longas demais.</translation>
        </message>
        <message>
            <source>The call's instructions could not be used by Twilio.</source>
            <translation>A Twilio não pôde usar as instruções da chamada.</translation>
        </message>
        <message>
            <source>The card that begins here has no end.</source>
            <translation>O cartão que começa aqui não tem fim.</translation>
        </message>
        <message>
            <source>The certificate of {server} is not trusted.</source>
            <translation>O certificado de {server} não é confiável.</translation>
        </message>
        <message>
            <source>The certificate that came is not one that this computer trusts, so nothing was sent.</source>
            <translation>O certificado recebido não é confiável para este computador, por isso nada foi enviado.</translation>
        </message>
        <message>
            <source>The company's settings file has a mistake and was never read without one: what is right in it counts. {problem}</source>
            <translation>O arquivo de configurações da empresa tem um erro e nunca foi lido sem erros: vale o que está correto nele. {problem}</translation>
        </message>
        <message>
            <source>The company's settings file has a mistake, so its last good copy counts. {problem}</source>
            <translation>O arquivo de configurações da empresa tem um erro, por isso vale a última cópia correta. {problem}</translation>
        </message>
        <message>
            <source>The company's settings file {file} is gone, so its last good copy counts.</source>
            <translation>O arquivo de configurações da empresa, {file}, não existe mais, por isso vale a última cópia correta.</translation>
        </message>
        <message>
            <source>The conference is full.</source>
            <translation>A conferência está cheia.</translation>
        </message>
        <message>
            <source>The connection was lost during the call, and its sound with it.</source>
            <translation>A conexão caiu durante a chamada e, com ela, o som.</translation>
        </message>
        <message>
            <source>The customer is on hold.</source>
            <translation>O cliente está em espera.</translation>
        </message>
        <message>
            <source>The customer is on hold: take them off hold.</source>
            <translation>O cliente está em espera: retome a chamada.</translation>
        </message>
        <message>
            <source>The customer is still with you.</source>
            <translation>O cliente continua com você.</translation>
        </message>
        <message>
            <source>The customer's carrier blocked the call because of the caller ID's reputation.</source>
            <translation>A operadora do cliente bloqueou a chamada por causa da reputação do número exibido.</translation>
        </message>
        <message>
            <source>The line's access token has expired.</source>
            <translation>O token de acesso da linha expirou.</translation>
        </message>
        <message>
            <source>The link has no number in it.</source>
            <translation>O link não contém nenhum número.</translation>
        </message>
        <message>
            <source>The link is too long for a telephone number.</source>
            <translation>O link é longo demais para um número de telefone.</translation>
        </message>
        <message>
            <source>The log names it. On Debian and Ubuntu, packaging/prepare.sh system installs them all.</source>
            <translation>O log informa qual. No Debian e no Ubuntu, packaging/prepare.sh system instala todas.</translation>
        </message>
        <message>
            <source>The microphone is in use by another program, or does not answer.</source>
            <translation>O microfone está em uso por outro programa ou não responde.</translation>
        </message>
        <message>
            <source>The number called and the number shown are the same.</source>
            <translation>O número chamado e o número mostrado são o mesmo.</translation>
        </message>
        <message>
            <source>The number called has no area code</source>
            <translation>O número chamado não tem código de área</translation>
        </message>
        <message>
            <source>The number called has no country</source>
            <translation>O número chamado não tem país</translation>
        </message>
        <message>
            <source>The number to show; the only one where it is locked.</source>
            <translation>O número a exibir; o único, quando bloqueado.</translation>
        </message>
        <message>
            <source>The only number that could be shown is the one being called.</source>
            <translation>O único número que poderia ser exibido é o que está sendo chamado.</translation>
        </message>
        <message>
            <source>The program for links could not be changed: {problem}.</source>
            <translation>Não foi possível alterar o programa para links: {problem}.</translation>
        </message>
        <message>
            <source>The proxy asks for a name and a password, or does not accept those it got.</source>
            <translation>O proxy pede nome e senha, ou não aceita os que recebeu.</translation>
        </message>
        <message>
            <source>The proxy does not answer.</source>
            <translation>O proxy não responde.</translation>
        </message>
        <message>
            <source>The proxy does not let this computer connect to Twilio.</source>
            <translation>O proxy não deixa este computador se conectar à Twilio.</translation>
        </message>
        <message>
            <source>The proxy in HTTPS_PROXY or ALL_PROXY cannot be used.</source>
            <translation>O proxy em HTTPS_PROXY ou ALL_PROXY não pode ser usado.</translation>
        </message>
        <message>
            <source>The proxy wants a Windows sign-in ({scheme}), which this program does not speak.</source>
            <translation>O proxy quer um login do Windows ({scheme}), que este programa não suporta.</translation>
        </message>
        <message>
            <source>The report could not be written to {path}: {error}.</source>
            <translation>Não foi possível gravar o relatório em {path}: {error}.</translation>
        </message>
        <message>
            <source>The rules (Automated)</source>
            <translation>As regras (Automatizado)</translation>
        </message>
        <message>
            <source>The settings file gives {agent} {number} alone.</source>
            <translation>O arquivo de configurações dá a {agent} somente {number}.</translation>
        </message>
        <message>
            <source>The settings file sets Automated for {agent}: the rules choose.</source>
            <translation>O arquivo de configurações define Automatizado para {agent}: as regras escolhem.</translation>
        </message>
        <message>
            <source>The sound arrives unevenly.</source>
            <translation>O som chega de forma irregular.</translation>
        </message>
        <message>
            <source>The sound cannot get through the network.</source>
            <translation>O som não consegue passar pela rede.</translation>
        </message>
        <message>
            <source>The sound is not clear.</source>
            <translation>O som não está claro.</translation>
        </message>
        <message>
            <source>The sound takes long to arrive.</source>
            <translation>O som demora a chegar.</translation>
        </message>
        <message>
            <source>The system does not let this app use the microphone.</source>
            <translation>O sistema não permite que este aplicativo use o microfone.</translation>
        </message>
        <message>
            <source>The system's keyring could not be opened.</source>
            <translation>Não foi possível abrir o chaveiro do sistema.</translation>
        </message>
        <message>
            <source>The text is too long.</source>
            <translation>O texto é longo demais.</translation>
        </message>
        <message>
            <source>The time that {by} set is over: the company's settings decide again.</source>
            <translation>O prazo definido por {by} terminou: as configurações da empresa voltam a decidir.</translation>
        </message>
        <message>
            <source>The time that {by} set is over: your caller ID is {caller_id} again.</source>
            <translation>O prazo definido por {by} terminou: seu número exibido volta a ser {caller_id}.</translation>
        </message>
        <message>
            <source>The token URL does not start with https://.</source>
            <translation>A URL de tokens não começa com https://.</translation>
        </message>
        <message>
            <source>The token URL gives tokens that live too long.</source>
            <translation>A URL de tokens fornece tokens com validade longa demais.</translation>
        </message>
        <message>
            <source>There are several numbers: {numbers} and {count} more.</source>
            <translation>Há vários números: {numbers} e mais {count}.</translation>
        </message>
        <message>
            <source>There are several numbers: {numbers}.</source>
            <translation>Há vários números: {numbers}.</translation>
        </message>
        <message>
            <source>There is no microphone.</source>
            <translation>Não há microfone.</translation>
        </message>
        <message>
            <source>There is no number to show for this call.</source>
            <translation>Não há número a exibir nesta chamada.</translation>
        </message>
        <message>
            <source>There is no telephone number.</source>
            <translation>Não há número de telefone.</translation>
        </message>
        <message>
            <source>There is {lacking}.</source>
            <translation>Motivo: {lacking}.</translation>
        </message>
        <message>
            <source>This account may not call that country or kind of number.</source>
            <translation>Esta conta não pode ligar para esse país ou tipo de número.</translation>
        </message>
        <message>
            <source>This line cannot be read.</source>
            <translation>Não foi possível ler esta linha.</translation>
        </message>
        <message>
            <source>This machine has no keyring that can be used, so the key is kept for this session only. Install one (GNOME Keyring, KWallet) to stay signed in.</source>
            <translation>Esta máquina não tem um chaveiro utilizável, por isso a chave é guardada só durante esta sessão. Instale um (GNOME Keyring, KWallet) para manter a sessão.</translation>
        </message>
        <message>
            <source>This softphone was built without Twilio's Voice SDK, so it has no audio.</source>
            <translation>Este softphone foi compilado sem o Voice SDK da Twilio, por isso não tem áudio.</translation>
        </message>
        <message>
            <source>This works once the customer has answered.</source>
            <translation>Funciona depois que o cliente atender.</translation>
        </message>
        <message>
            <source>This works once the other person has answered.</source>
            <translation>Funciona depois que a outra pessoa atender.</translation>
        </message>
        <message>
            <source>This works once you have answered.</source>
            <translation>Funciona depois que você atender.</translation>
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
            <translation>URL de tokens</translation>
        </message>
        <message>
            <source>Toll-free</source>
            <translation>Gratuito</translation>
        </message>
        <message>
            <source>Toll-free, {country}</source>
            <translation>Gratuito, {country}</translation>
        </message>
        <message>
            <source>Tonga</source>
            <translation>Tonga</translation>
        </message>
        <message>
            <source>Trinidad &amp; Tobago</source>
            <translation>Trinidad e Tobago</translation>
        </message>
        <message>
            <source>Tristan da Cunha</source>
            <translation>Tristão da Cunha</translation>
        </message>
        <message>
            <source>Try again.</source>
            <translation>Tente de novo.</translation>
        </message>
        <message>
            <source>Try again. If it goes on, tell the person who manages your Twilio account.</source>
            <translation>Tente de novo. Se continuar, avise quem administra sua conta da Twilio.</translation>
        </message>
        <message>
            <source>Tunisia</source>
            <translation>Tunísia</translation>
        </message>
        <message>
            <source>Turkmenistan</source>
            <translation>Turcomenistão</translation>
        </message>
        <message>
            <source>Turks &amp; Caicos Islands</source>
            <translation>Ilhas Turcas e Caicos</translation>
        </message>
        <message>
            <source>Turn it off if your headset does that already.</source>
            <translation>Desative se o seu headset já faz isso.</translation>
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
            <translation>A Twilio bloqueia chamadas para esse número.</translation>
        </message>
        <message>
            <source>Twilio cannot be reached.</source>
            <translation>Não foi possível acessar a Twilio.</translation>
        </message>
        <message>
            <source>Twilio did not accept the API key in its region {region}.</source>
            <translation>A Twilio não aceitou a chave de API na região {region}.</translation>
        </message>
        <message>
            <source>Twilio did not accept the API key.</source>
            <translation>A Twilio não aceitou a chave de API.</translation>
        </message>
        <message>
            <source>Twilio did not accept the line's access token.</source>
            <translation>A Twilio não aceitou o token de acesso da linha.</translation>
        </message>
        <message>
            <source>Twilio did not say which version of the worker this is.</source>
            <translation>A Twilio não informou qual versão do worker é esta.</translation>
        </message>
        <message>
            <source>Twilio does not accept that caller ID for this call.</source>
            <translation>A Twilio não aceita esse identificador para esta chamada.</translation>
        </message>
        <message>
            <source>Twilio does not accept that caller ID.</source>
            <translation>A Twilio não aceita esse número exibido.</translation>
        </message>
        <message>
            <source>Twilio does not know this account.</source>
            <translation>A Twilio não conhece esta conta.</translation>
        </message>
        <message>
            <source>Twilio does not know this call any more, so nobody can tell how it ended.</source>
            <translation>A Twilio não conhece mais esta chamada, por isso não se sabe como terminou.</translation>
        </message>
        <message>
            <source>Twilio does not know what was asked for.</source>
            <translation>A Twilio não conhece o que foi solicitado.</translation>
        </message>
        <message>
            <source>Twilio does not let this account show that caller ID.</source>
            <translation>A Twilio não permite que esta conta use esse número exibido.</translation>
        </message>
        <message>
            <source>Twilio does not let this call show that caller ID.</source>
            <translation>A Twilio não permite que esta chamada use esse número exibido.</translation>
        </message>
        <message>
            <source>Twilio does not offer what was asked for.</source>
            <translation>A Twilio não oferece o que foi pedido.</translation>
        </message>
        <message>
            <source>Twilio does not take that as a number to call.</source>
            <translation>A Twilio não aceita isso como número a chamar.</translation>
        </message>
        <message>
            <source>Twilio had an error of its own.</source>
            <translation>A Twilio teve um erro interno.</translation>
        </message>
        <message>
            <source>Twilio has not put {who} in charge of the call.</source>
            <translation>A Twilio não deixou {who} no comando da chamada.</translation>
        </message>
        <message>
            <source>Twilio is not available at the moment.</source>
            <translation>A Twilio não está disponível no momento.</translation>
        </message>
        <message>
            <source>Twilio is taking too many requests of this account.</source>
            <translation>A Twilio está recebendo solicitações demais desta conta.</translation>
        </message>
        <message>
            <source>Twilio refused it as a caller ID: it is not valid.</source>
            <translation>A Twilio o recusou como número exibido: não é válido.</translation>
        </message>
        <message>
            <source>Twilio refused it as a caller ID: it is on a do-not-originate list.</source>
            <translation>A Twilio o recusou como número exibido: está em uma lista de números que não podem originar chamadas.</translation>
        </message>
        <message>
            <source>Twilio refused it as a caller ID: this account may not show it.</source>
            <translation>A Twilio o recusou como número exibido: esta conta não pode exibi-lo.</translation>
        </message>
        <message>
            <source>Twilio refused, without saying why (HTTP {status}).</source>
            <translation>A Twilio recusou sem dizer o motivo (HTTP {status}).</translation>
        </message>
        <message>
            <source>Twilio refused: {message} (code {code}).</source>
            <translation>A Twilio recusou: {message} (código {code}).</translation>
        </message>
        <message>
            <source>Twilio reported an error on your line (code {code}).</source>
            <translation>A Twilio informou um erro na sua linha (código {code}).</translation>
        </message>
        <message>
            <source>Twilio shows it once, when the key is made; without it, make a new key.</source>
            <translation>A Twilio o mostra uma única vez, ao criar a chave; sem ele, crie uma nova chave.</translation>
        </message>
        <message>
            <source>Twilio's address could not be looked up (DNS).</source>
            <translation>Não foi possível resolver o endereço da Twilio (DNS).</translation>
        </message>
        <message>
            <source>Twilio's answer did not arrive or could not be read.</source>
            <translation>A resposta da Twilio não chegou ou não pôde ser lida.</translation>
        </message>
        <message>
            <source>Twilio's answer did not arrive, so a phone may be ringing.</source>
            <translation>A resposta da Twilio não chegou; talvez um telefone esteja tocando.</translation>
        </message>
        <message>
            <source>Twilio's answer was lost, and it lists no such call to your phone.</source>
            <translation>A resposta da Twilio se perdeu, e ela não lista essa chamada para seu telefone.</translation>
        </message>
        <message>
            <source>Twilio's answer was lost, and it lists no such call to {number}.</source>
            <translation>A resposta da Twilio se perdeu, e ela não lista essa chamada para {number}.</translation>
        </message>
        <message>
            <source>Twilio's page about this code says more.</source>
            <translation>A página da Twilio sobre este código explica mais.</translation>
        </message>
        <message>
            <source>Twilio's queue of calls is full.</source>
            <translation>A fila de chamadas da Twilio está cheia.</translation>
        </message>
        <message>
            <source>Twilio's region</source>
            <translation>Região da Twilio</translation>
        </message>
        <message>
            <source>Twilio's voice service cannot be reached.</source>
            <translation>Não foi possível acessar o serviço de voz da Twilio.</translation>
        </message>
        <message>
            <source>Two letters, such as US. Numbers typed without + are read as numbers of this country.</source>
            <translation>Duas letras, como US. Números digitados sem + são lidos como números deste país.</translation>
        </message>
        <message>
            <source>Type a colleague's name, a phone number with its country code, or a SIP address.</source>
            <translation>Digite o nome de um colega, um número de telefone com o código do país ou um endereço SIP.</translation>
        </message>
        <message>
            <source>Type it as on a phone, or with + and the country code.</source>
            <translation>Digite-o como em um telefone ou com + e o código do país.</translation>
        </message>
        <message>
            <source>Type or paste a number.</source>
            <translation>Digite ou cole um número.</translation>
        </message>
        <message>
            <source>Type or paste one.</source>
            <translation>Digite ou cole um.</translation>
        </message>
        <message>
            <source>Type the area code, too.</source>
            <translation>Digite também o código de área.</translation>
        </message>
        <message>
            <source>Type the country code and the number, 5 to 15 digits in all.</source>
            <translation>Digite o código do país e o número, de 5 a 15 dígitos no total.</translation>
        </message>
        <message>
            <source>Type the number again.</source>
            <translation>Digite o número de novo.</translation>
        </message>
        <message>
            <source>Type the telephone number alone.</source>
            <translation>Digite só o número de telefone.</translation>
        </message>
        <message>
            <source>Türkiye</source>
            <translation>Turquia</translation>
        </message>
        <message>
            <source>U.S. Virgin Islands</source>
            <translation>Ilhas Virgens Americanas</translation>
        </message>
        <message>
            <source>Uganda</source>
            <translation>Uganda</translation>
        </message>
        <message>
            <source>Ukraine</source>
            <translation>Ucrânia</translation>
        </message>
        <message>
            <source>United Arab Emirates</source>
            <translation>Emirados Árabes Unidos</translation>
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
            <translation>Desbloqueie-o e tente de novo; ou entre só nesta sessão.</translation>
        </message>
        <message>
            <source>Upgrade the Twilio account, or call a number that is verified in it.</source>
            <translation>Faça upgrade da conta Twilio ou ligue para um número verificado nela.</translation>
        </message>
        <message>
            <source>Upgrade the Twilio account.</source>
            <translation>Faça upgrade da conta Twilio.</translation>
        </message>
        <message>
            <source>Uruguay</source>
            <translation>Uruguai</translation>
        </message>
        <message>
            <source>Use a cable instead of Wi-Fi, or go nearer to the router, and stop large downloads.</source>
            <translation>Use um cabo em vez do Wi-Fi, ou chegue mais perto do roteador, e interrompa downloads grandes.</translation>
        </message>
        <message>
            <source>Use a telephone or mobile phone, now.</source>
            <translation>Use agora mesmo um telefone fixo ou celular.</translation>
        </message>
        <message>
            <source>Use a telephone or mobile phone.</source>
            <translation>Use um telefone fixo ou celular.</translation>
        </message>
        <message>
            <source>Use digits, * and #; a comma is a short pause.</source>
            <translation>Use dígitos, * e #; uma vírgula é uma pausa curta.</translation>
        </message>
        <message>
            <source>Use the address that “softphone sandbox” printed: http://127.0.0.1 and a port.</source>
            <translation>Use o endereço que “softphone sandbox” mostrou: http://127.0.0.1 e uma porta.</translation>
        </message>
        <message>
            <source>Used from the next start.</source>
            <translation>Vale a partir da próxima inicialização.</translation>
        </message>
        <message>
            <source>Utah</source>
            <translation>Utah</translation>
        </message>
        <message>
            <source>Uzbekistan</source>
            <translation>Uzbequistão</translation>
        </message>
        <message>
            <source>Vanuatu</source>
            <translation>Vanuatu</translation>
        </message>
        <message>
            <source>Vatican City</source>
            <translation>Cidade do Vaticano</translation>
        </message>
        <message>
            <source>Venezuela</source>
            <translation>Venezuela</translation>
        </message>
        <message>
            <source>Verified numbers are not shown here.</source>
            <translation>Números verificados não são exibidos aqui.</translation>
        </message>
        <message>
            <source>Vermont</source>
            <translation>Vermont</translation>
        </message>
        <message>
            <source>Vietnam</source>
            <translation>Vietnã</translation>
        </message>
        <message>
            <source>Virginia</source>
            <translation>Virgínia</translation>
        </message>
        <message>
            <source>Volume</source>
            <translation>Volume</translation>
        </message>
        <message>
            <source>Wait a little, then call again.</source>
            <translation>Espere um pouco e ligue de novo.</translation>
        </message>
        <message>
            <source>Wait a moment and try again, or end it and start it anew.</source>
            <translation>Espere um momento e tente de novo, ou encerre-o e inicie-o outra vez.</translation>
        </message>
        <message>
            <source>Wait for it to answer.</source>
            <translation>Espere até que atenda.</translation>
        </message>
        <message>
            <source>Wallis &amp; Futuna</source>
            <translation>Wallis e Futuna</translation>
        </message>
        <message>
            <source>Washington</source>
            <translation>Washington</translation>
        </message>
        <message>
            <source>West Virginia</source>
            <translation>Virgínia Ocidental</translation>
        </message>
        <message>
            <source>Western Sahara</source>
            <translation>Saara Ocidental</translation>
        </message>
        <message>
            <source>What Twilio keeps about {name} cannot be read.</source>
            <translation>Não foi possível ler o que a Twilio guarda sobre {name}.</translation>
        </message>
        <message>
            <source>What {server} answered is not an access token.</source>
            <translation>O que {server} respondeu não é um token de acesso.</translation>
        </message>
        <message>
            <source>Where other incoming calls ring; it need not be your headset.</source>
            <translation>Onde tocam as outras chamadas recebidas; não precisa ser o seu headset.</translation>
        </message>
        <message>
            <source>Where several numbers fit equally, the one of the last conversation with this person is shown.</source>
            <translation>Quando vários números servem igualmente, é exibido o da última conversa com esta pessoa.</translation>
        </message>
        <message>
            <source>Where the account is processed; the API key must have been made in that region.</source>
            <translation>Onde a conta é processada; a chave de API deve ter sido criada nessa região.</translation>
        </message>
        <message>
            <source>Where the app gets access tokens for audio, if agents have no standard API key. https only.</source>
            <translation>De onde o aplicativo obtém tokens de acesso para o áudio, se os agentes não têm chave de API padrão. Somente https.</translation>
        </message>
        <message>
            <source>Where you hear the customer.</source>
            <translation>Onde você ouve o cliente.</translation>
        </message>
        <message>
            <source>Which numbers the rules may take when none of the agent's ring groups fits.</source>
            <translation>Quais números as regras podem usar quando nenhum dos grupos de chamada do agente serve.</translation>
        </message>
        <message>
            <source>Who chooses the caller ID</source>
            <translation>Quem escolhe o número exibido</translation>
        </message>
        <message>
            <source>Window</source>
            <translation>Janela</translation>
        </message>
        <message>
            <source>Wisconsin</source>
            <translation>Wisconsin</translation>
        </message>
        <message>
            <source>With the timer and Hang up, over other windows, while this one is hidden or minimised.</source>
            <translation>Com o cronômetro e Desligar, sobre as outras janelas, enquanto esta estiver oculta ou minimizada.</translation>
        </message>
        <message>
            <source>Without the {digits} in front.</source>
            <translation>Sem o {digits} do início.</translation>
        </message>
        <message>
            <source>Workspace SID</source>
            <translation>SID do workspace</translation>
        </message>
        <message>
            <source>Wyoming</source>
            <translation>Wyoming</translation>
        </message>
        <message>
            <source>Yemen</source>
            <translation>Iêmen</translation>
        </message>
        <message>
            <source>Yes</source>
            <translation>Sim</translation>
        </message>
        <message>
            <source>You</source>
            <translation>Você</translation>
        </message>
        <message>
            <source>You answered</source>
            <translation>Você atendeu</translation>
        </message>
        <message>
            <source>You are in no ring group, and only your own groups' numbers may be shown.</source>
            <translation>Você não está em nenhum grupo de chamada, e só os números dos seus próprios grupos podem ser exibidos.</translation>
        </message>
        <message>
            <source>You are still in the call. Try again, or stay.</source>
            <translation>Você continua na chamada. Tente de novo ou fique.</translation>
        </message>
        <message>
            <source>You called {number} {seconds} s ago.</source>
            <translation>Você ligou para {number} há {seconds} s.</translation>
        </message>
        <message>
            <source>You can call with this line, but it is not at its best.</source>
            <translation>Você pode ligar com esta linha, mas ela não está na melhor forma.</translation>
        </message>
        <message>
            <source>You hung up</source>
            <translation>Você desligou</translation>
        </message>
        <message>
            <source>Your caller ID has just been changed.</source>
            <translation>Seu número exibido acabou de ser alterado.</translation>
        </message>
        <message>
            <source>Your caller ID is not set by anybody any more: the company's settings decide.</source>
            <translation>Seu número exibido não é mais definido por ninguém: as configurações da empresa decidem.</translation>
        </message>
        <message>
            <source>Your caller ID is now {caller_id} (you, {time}).</source>
            <translation>Seu número exibido agora é {caller_id} (você, {time}).</translation>
        </message>
        <message>
            <source>Your caller ID is now {caller_id} ({by}, {time}).</source>
            <translation>Seu número exibido agora é {caller_id} ({by}, {time}).</translation>
        </message>
        <message>
            <source>Your caller ID is now {caller_id} ({by}, {time}: {why}).</source>
            <translation>Seu número exibido agora é {caller_id} ({by}, {time}: {why}).</translation>
        </message>
        <message>
            <source>Your caller ID is set by {name}.</source>
            <translation>Seu número exibido é definido por {name}.</translation>
        </message>
        <message>
            <source>Your line is fine.</source>
            <translation>Sua linha está boa.</translation>
        </message>
        <message>
            <source>Your line is not connected to Twilio.</source>
            <translation>Sua linha não está conectada à Twilio.</translation>
        </message>
        <message>
            <source>Your line is ready.</source>
            <translation>Sua linha está pronta.</translation>
        </message>
        <message>
            <source>Your line is reconnecting…</source>
            <translation>Sua linha está se reconectando…</translation>
        </message>
        <message>
            <source>Your line is starting…</source>
            <translation>Sua linha está iniciando…</translation>
        </message>
        <message>
            <source>Your name</source>
            <translation>Seu nome</translation>
        </message>
        <message>
            <source>Your name cannot be used for a line.</source>
            <translation>Seu nome não pode ser usado para uma linha.</translation>
        </message>
        <message>
            <source>Your own phone sends the tones: press the keys on it.</source>
            <translation>Seu próprio telefone envia os tons: pressione as teclas nele.</translation>
        </message>
        <message>
            <source>Your phone could not be reached</source>
            <translation>Não foi possível chamar seu telefone</translation>
        </message>
        <message>
            <source>Your phone hung up</source>
            <translation>Seu telefone desligou</translation>
        </message>
        <message>
            <source>Your phone is busy</source>
            <translation>Seu telefone está ocupado</translation>
        </message>
        <message>
            <source>Your phone may be ringing</source>
            <translation>Seu telefone talvez esteja tocando</translation>
        </message>
        <message>
            <source>Your phone may be ringing; it is hung up once it is found</source>
            <translation>Seu telefone talvez esteja tocando; será desligado assim que for localizado</translation>
        </message>
        <message>
            <source>Your phone rings at</source>
            <translation>Seu telefone toca em</translation>
        </message>
        <message>
            <source>Your phone stopped ringing</source>
            <translation>Seu telefone parou de tocar</translation>
        </message>
        <message>
            <source>Your phone was not answered</source>
            <translation>Seu telefone não foi atendido</translation>
        </message>
        <message>
            <source>Your phone was not rung</source>
            <translation>Seu telefone não foi chamado</translation>
        </message>
        <message>
            <source>Your ring groups have no local number</source>
            <translation>Seus grupos de chamada não têm número local</translation>
        </message>
        <message>
            <source>Your ring groups have no number for this call, and others may not be shown.</source>
            <translation>Seus grupos de chamada não têm número para esta chamada, e outros não podem ser exibidos.</translation>
        </message>
        <message>
            <source>Your ring groups have no toll-free number for {country}</source>
            <translation>Seus grupos de chamada não têm número gratuito para {country}</translation>
        </message>
        <message>
            <source>Your toll-free number for {country}</source>
            <translation>Seu número gratuito para {country}</translation>
        </message>
        <message>
            <source>Yukon</source>
            <translation>Yukon</translation>
        </message>
        <message>
            <source>Zambia</source>
            <translation>Zâmbia</translation>
        </message>
        <message>
            <source>Zimbabwe</source>
            <translation>Zimbábue</translation>
        </message>
        <message>
            <source>a SIP address ("sip:ana@acme.example"), a phone number ("+1…") or "client:" and a name</source>
            <translation>um endereço SIP ("sip:ana@acme.example"), um número de telefone ("+1…") ou "client:" e um nome</translation>
        </message>
        <message>
            <source>a country code of two letters, such as "US"</source>
            <translation>um código de país de duas letras, como "US"</translation>
        </message>
        <message>
            <source>a name of up to 64 letters, digits, blanks or . @ + - _</source>
            <translation>um nome de até 64 letras, dígitos, espaços ou . @ + - _</translation>
        </message>
        <message>
            <source>a number in E.164, such as "+14155550123"</source>
            <translation>um número no formato E.164, como "+14155550123"</translation>
        </message>
        <message>
            <source>a whole number from "0" to "100"</source>
            <translation>um número inteiro de "0" a "100"</translation>
        </message>
        <message>
            <source>an address that starts with "https://", or nothing</source>
            <translation>um endereço que comece com "https://", ou nada</translation>
        </message>
        <message>
            <source>an identifier that starts with "{prefix}"</source>
            <translation>um identificador que comece com "{prefix}"</translation>
        </message>
        <message>
            <source>another number was chosen</source>
            <translation>outro número foi escolhido</translation>
        </message>
        <message>
            <source>busy</source>
            <translation>ocupado</translation>
        </message>
        <message>
            <source>call ended</source>
            <translation>chamada encerrada</translation>
        </message>
        <message>
            <source>calling {number}…</source>
            <translation>chamando {number}…</translation>
        </message>
        <message>
            <source>calling {who}…</source>
            <translation>chamando {who}…</translation>
        </message>
        <message>
            <source>cancelled</source>
            <translation>cancelada</translation>
        </message>
        <message>
            <source>cannot carry calls</source>
            <translation>não pode fazer chamadas</translation>
        </message>
        <message>
            <source>connected</source>
            <translation>conectada</translation>
        </message>
        <message>
            <source>failed</source>
            <translation>falhou</translation>
        </message>
        <message>
            <source>fits as well, but comes later in the account</source>
            <translation>também serve, mas vem depois na conta</translation>
        </message>
        <message>
            <source>fits as well, but this person was last connected with the number chosen</source>
            <translation>também serve, mas o último contato com esta pessoa foi com o número escolhido</translation>
        </message>
        <message>
            <source>handed over</source>
            <translation>transferida</translation>
        </message>
        <message>
            <source>hanging up {number}…</source>
            <translation>desligando {number}…</translation>
        </message>
        <message>
            <source>has another country code than the number called</source>
            <translation>tem código de país diferente do número chamado</translation>
        </message>
        <message>
            <source>has area code {theirs}, not {wanted}</source>
            <translation>tem o código de área {theirs}, não {wanted}</translation>
        </message>
        <message>
            <source>hours such as "21:00-08:00", or nothing</source>
            <translation>um horário como "21:00-08:00", ou nada</translation>
        </message>
        <message>
            <source>in progress</source>
            <translation>em andamento</translation>
        </message>
        <message>
            <source>is farther away: {place}</source>
            <translation>fica mais longe: {place}</translation>
        </message>
        <message>
            <source>is not in {state}</source>
            <translation>não é deste estado: {state}</translation>
        </message>
        <message>
            <source>is only verified, not owned; automatic choice leaves those out</source>
            <translation>é apenas verificado, não é próprio; a escolha automática deixa esses de fora</translation>
        </message>
        <message>
            <source>is set to receive fax</source>
            <translation>está configurado para receber fax</translation>
        </message>
        <message>
            <source>is the number being called</source>
            <translation>é o número que está sendo chamado</translation>
        </message>
        <message>
            <source>is toll-free: local numbers come first</source>
            <translation>é gratuito: os números locais vêm primeiro</translation>
        </message>
        <message>
            <source>is your dedicated line: it is not chosen automatically</source>
            <translation>é sua linha dedicada: não é escolhida automaticamente</translation>
        </message>
        <message>
            <source>is {owner}'s dedicated line</source>
            <translation>é a linha dedicada de {owner}</translation>
        </message>
        <message>
            <source>may have rung</source>
            <translation>pode ter tocado</translation>
        </message>
        <message>
            <source>no answer</source>
            <translation>não atendeu</translation>
        </message>
        <message>
            <source>no ring group in common: it is in {its}, you are in {yours}</source>
            <translation>nenhum grupo de chamada em comum: o número está em {its}, você está em {yours}</translation>
        </message>
        <message>
            <source>no ring group in common: it is in {its}, {agent} is in {theirs}</source>
            <translation>nenhum grupo de chamada em comum: o número está em {its}, {agent} está em {theirs}</translation>
        </message>
        <message>
            <source>nobody knows whether {number} rang</source>
            <translation>não se sabe se {number} tocou</translation>
        </message>
        <message>
            <source>nobody knows whether {who} rang</source>
            <translation>não se sabe se o telefone de {who} tocou</translation>
        </message>
        <message>
            <source>none</source>
            <translation>nenhum</translation>
        </message>
        <message>
            <source>nothing</source>
            <translation>nenhum</translation>
        </message>
        <message>
            <source>tel:, callto: and sip: links now open here. Written: {entry} and {choices}.</source>
            <translation>Links tel:, callto: e sip: agora abrem aqui. Gravados: {entry} e {choices}.</translation>
        </message>
        <message>
            <source>the name of a device, or nothing</source>
            <translation>o nome de um dispositivo, ou nada</translation>
        </message>
        <message>
            <source>true or false</source>
            <translation>true ou false</translation>
        </message>
        <message>
            <source>undo</source>
            <translation>desfazer</translation>
        </message>
        <message>
            <source>waiting in Twilio's queue: about {seconds} s</source>
            <translation>na fila da Twilio: cerca de {seconds} s</translation>
        </message>
        <message>
            <source>was refused by Twilio as a caller ID lately</source>
            <translation>foi recusado há pouco pela Twilio como número exibido</translation>
        </message>
        <message>
            <source>your company</source>
            <translation>sua empresa</translation>
        </message>
        <message>
            <source>your phone did not answer</source>
            <translation>seu telefone não atendeu</translation>
        </message>
        <message>
            <source>{by} changed it to {caller_id} since ({time}).</source>
            <translation>{by} o alterou depois para {caller_id} ({time}).</translation>
        </message>
        <message>
            <source>{by} pinned your caller ID to {caller_id} until {until}.</source>
            <translation>{by} fixou seu número exibido em {caller_id} até {until}.</translation>
        </message>
        <message>
            <source>{by} pinned your caller ID to {caller_id}.</source>
            <translation>{by} fixou seu número exibido em {caller_id}.</translation>
        </message>
        <message>
            <source>{by} pinned your caller ID.</source>
            <translation>{by} fixou seu número exibido.</translation>
        </message>
        <message>
            <source>{by} pinned {caller_id} since ({time}).</source>
            <translation>{by} fixou depois {caller_id} ({time}).</translation>
        </message>
        <message>
            <source>{by} pinned {caller_id} until {until}.</source>
            <translation>{by} fixou {caller_id} até {until}.</translation>
        </message>
        <message>
            <source>{by} pinned {caller_id}.</source>
            <translation>{by} fixou {caller_id}.</translation>
        </message>
        <message>
            <source>{by} set your caller ID to {caller_id} at {time}; your own choice came later and counts.</source>
            <translation>{by} definiu seu número exibido como {caller_id} ({time}); sua própria escolha veio depois e é a que vale.</translation>
        </message>
        <message>
            <source>{company} has changed settings: {count}.</source>
            <translation>{company} alterou configurações: {count}.</translation>
        </message>
        <message>
            <source>{company} has changed your ring groups and settings: {count}.</source>
            <translation>{company} alterou seus grupos de chamada e configurações: {count}.</translation>
        </message>
        <message>
            <source>{company} has changed your ring groups.</source>
            <translation>{company} alterou seus grupos de chamada.</translation>
        </message>
        <message>
            <source>{company} has changed “{label}”. It is now: {value}</source>
            <translation>{company} alterou “{label}”. Agora é: {value}</translation>
        </message>
        <message>
            <source>{count} added</source>
            <translation>{count} adicionado(s)</translation>
        </message>
        <message>
            <source>{count} changed</source>
            <translation>{count} alterado(s)</translation>
        </message>
        <message>
            <source>{count} released</source>
            <translation>{count} liberado(s)</translation>
        </message>
        <message>
            <source>{digits} is a crisis line and is not called from here.</source>
            <translation>{digits} é uma linha de apoio em crises e não é chamada daqui.</translation>
        </message>
        <message>
            <source>{digits} is a short code ({country}) and is not called from here.</source>
            <translation>{digits} é um número curto ({country}) e não é chamado daqui.</translation>
        </message>
        <message>
            <source>{digits} is an emergency number and is not called from here.</source>
            <translation>{digits} é um número de emergência e não é chamado daqui.</translation>
        </message>
        <message>
            <source>{digits} is no longer dialled in {country}.</source>
            <translation>{digits} não é mais discado em {country}.</translation>
        </message>
        <message>
            <source>{digits} was put in front, as in calls inside {country}.</source>
            <translation>{digits} foi colocado na frente, como nas chamadas dentro de {country}.</translation>
        </message>
        <message>
            <source>{file} can be changed by others than the administrator, so it locks nothing and only suggests. To mend it: {remedy}</source>
            <translation>{file} pode ser alterado por outros além do administrador, por isso não bloqueia nada e só sugere. Para corrigir: {remedy}</translation>
        </message>
        <message>
            <source>{file} can be changed by others than the administrator, so its last good copy counts. To mend it: {remedy}</source>
            <translation>{file} pode ser alterado por outros além do administrador, por isso vale a última cópia correta. Para corrigir: {remedy}</translation>
        </message>
        <message>
            <source>{file} cannot be read: {reason}.</source>
            <translation>Não foi possível ler {file}: {reason}.</translation>
        </message>
        <message>
            <source>{file} cannot be written ({why}).</source>
            <translation>Não foi possível gravar {file} ({why}).</translation>
        </message>
        <message>
            <source>{file} has headers in line {line} and no contact below them.</source>
            <translation>{file} tem cabeçalhos na linha {line} e nenhum contato abaixo deles.</translation>
        </message>
        <message>
            <source>{file} is a spreadsheet, not a CSV or vCard file.</source>
            <translation>{file} é uma planilha, não um arquivo CSV ou vCard.</translation>
        </message>
        <message>
            <source>{file} is empty.</source>
            <translation>{file} está vazio.</translation>
        </message>
        <message>
            <source>{file} is larger than 256 MB.</source>
            <translation>{file} tem mais de 256 MB.</translation>
        </message>
        <message>
            <source>{file} is neither a CSV nor a vCard file.</source>
            <translation>{file} não é um arquivo CSV nem vCard.</translation>
        </message>
        <message>
            <source>{file}, line {line}: no column holds telephone numbers.</source>
            <translation>{file}, linha {line}: nenhuma coluna contém números de telefone.</translation>
        </message>
        <message>
            <source>{file}, line {line}: no column holds telephone numbers. It has: {found}.</source>
            <translation>{file}, linha {line}: nenhuma coluna contém números de telefone. Colunas encontradas: {found}.</translation>
        </message>
        <message>
            <source>{name} ({contact})</source>
            <translation>{name} ({contact})</translation>
        </message>
        <message>
            <source>{name} is set, but is not what “softphone sandbox” prints.</source>
            <translation>{name} está definida, mas não com o que “softphone sandbox” mostra.</translation>
        </message>
        <message>
            <source>{news} Show it to this customer, or {number}, which you saw?</source>
            <translation>{news} Mostrar a este cliente, ou {number}, que você viu?</translation>
        </message>
        <message>
            <source>{news} The customer sees {number}.</source>
            <translation>{news} O cliente vê {number}.</translation>
        </message>
        <message>
            <source>{number} can no longer be shown. {problem}</source>
            <translation>{number} não pode mais ser exibido. {problem}</translation>
        </message>
        <message>
            <source>{number} could not be reached</source>
            <translation>Não foi possível chamar {number}</translation>
        </message>
        <message>
            <source>{number} did not answer</source>
            <translation>{number} não atendeu</translation>
        </message>
        <message>
            <source>{number} is being called already.</source>
            <translation>{number} já está sendo chamado.</translation>
        </message>
        <message>
            <source>{number} is busy</source>
            <translation>{number} está ocupado</translation>
        </message>
        <message>
            <source>{number} is called next</source>
            <translation>{number} será chamado em seguida</translation>
        </message>
        <message>
            <source>{number} is called when you answer</source>
            <translation>{number} será chamado quando você atender</translation>
        </message>
        <message>
            <source>{number} is not available. {problem}</source>
            <translation>{number} não está disponível. {problem}</translation>
        </message>
        <message>
            <source>{number} is on hold</source>
            <translation>{number} está em espera</translation>
        </message>
        <message>
            <source>{number} is ringing…</source>
            <translation>{number} está tocando…</translation>
        </message>
        <message>
            <source>{number} may be ringing</source>
            <translation>{number} talvez esteja tocando</translation>
        </message>
        <message>
            <source>{number} may be ringing; it is hung up once it is found</source>
            <translation>{number} talvez esteja tocando; será desligado assim que for localizado</translation>
        </message>
        <message>
            <source>{number} stopped ringing</source>
            <translation>{number} parou de tocar</translation>
        </message>
        <message>
            <source>{number} was not called</source>
            <translation>{number} não foi chamado</translation>
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
            <translation>Não foi possível criar {path}: {error}.</translation>
        </message>
        <message>
            <source>{path} could not be read or written: {error}.</source>
            <translation>Não foi possível ler ou gravar {path}: {error}.</translation>
        </message>
        <message>
            <source>{path} could not be written: {error}.</source>
            <translation>Não foi possível gravar {path}: {error}.</translation>
        </message>
        <message>
            <source>{path} was not a database any more. It was set aside as {aside}.</source>
            <translation>{path} não era mais um banco de dados. Foi guardado à parte como {aside}.</translation>
        </message>
        <message>
            <source>{path}, which {name} names, cannot be read as certificates.</source>
            <translation>{path}, indicado em {name}, não pode ser lido como certificados.</translation>
        </message>
        <message>
            <source>{prefix} was read as +.</source>
            <translation>{prefix} foi lido como +.</translation>
        </message>
        <message>
            <source>{problem} The caller ID that was known last is shown.</source>
            <translation>{problem} Mostra-se o identificador conhecido por último.</translation>
        </message>
        <message>
            <source>{server} did not answer when asked for a token.</source>
            <translation>{server} não respondeu ao pedido de token.</translation>
        </message>
        <message>
            <source>{server} gave no token (HTTP {status}).</source>
            <translation>{server} não forneceu token (HTTP {status}).</translation>
        </message>
        <message>
            <source>{state}, {country}</source>
            <translation>{state}, {country}</translation>
        </message>
        <message>
            <source>{what} A phone may be ringing.</source>
            <translation>{what} Talvez um telefone esteja tocando.</translation>
        </message>
        <message>
            <source>{where}: {what}</source>
            <translation>{where}: {what}</translation>
        </message>
        <message>
            <source>{who} could not be reached</source>
            <translation>Não foi possível chamar {who}</translation>
        </message>
        <message>
            <source>{who} did not answer</source>
            <translation>{who} não atendeu</translation>
        </message>
        <message>
            <source>{who} did not take the call.</source>
            <translation>{who} não aceitou a chamada.</translation>
        </message>
        <message>
            <source>{who} has left</source>
            <translation>{who} saiu da chamada</translation>
        </message>
        <message>
            <source>{who} is busy</source>
            <translation>A linha de {who} está ocupada</translation>
        </message>
        <message>
            <source>{who} is called next</source>
            <translation>A seguir: chamada para {who}</translation>
        </message>
        <message>
            <source>{who} is in the call</source>
            <translation>{who} está na chamada</translation>
        </message>
        <message>
            <source>{who} is in the call already.</source>
            <translation>{who} já está na chamada.</translation>
        </message>
        <message>
            <source>{who} is not there any more.</source>
            <translation>{who} não está mais na chamada.</translation>
        </message>
        <message>
            <source>{who} is on hold</source>
            <translation>{who} está em espera</translation>
        </message>
        <message>
            <source>{who} is ringing…</source>
            <translation>{who}: tocando…</translation>
        </message>
        <message>
            <source>{who} may be ringing</source>
            <translation>{who}: talvez esteja tocando</translation>
        </message>
        <message>
            <source>{who} stopped ringing</source>
            <translation>{who}: parou de tocar</translation>
        </message>
        <message>
            <source>{who} was not called</source>
            <translation>Nenhuma chamada para {who}</translation>
        </message>
        <message>
            <source>{why}; you last spoke from this number</source>
            <translation>{why}; da última vez você falou deste número</translation>
        </message>
        <message>
            <source>Åland Islands</source>
            <translation>Ilhas Aland</translation>
        </message>
        <message>
            <source>“{label}” is now set by {company}.</source>
            <translation>“{label}” agora é definido por {company}.</translation>
        </message>
        <message>
            <source>“{label}” is set in {file} and cannot be changed here.</source>
            <translation>“{label}” é definido em {file} e não pode ser alterado aqui.</translation>
        </message>
        <message>
            <source>“{label}” is yours to change now.</source>
            <translation>Agora você pode alterar “{label}”.</translation>
        </message>
        <message>
            <source>“{name}” is not a telephone number.</source>
            <translation>“{name}” não é um número de telefone.</translation>
        </message>
        <message>
            <source>“{scheme}:” links do not lead to a telephone.</source>
            <translation>Links “{scheme}:” não levam a um telefone.</translation>
        </message>
        <message>
            <source>“{text}” cannot be dialled exactly as typed.</source>
            <translation>“{text}” não pode ser discado exatamente como digitado.</translation>
        </message>
        <message>
            <source>“{text}” cannot be sent as tones.</source>
            <translation>“{text}” não pode ser enviado como tons.</translation>
        </message>
        <message>
            <source>“{text}” cannot exist: no area code or exchange in +1 starts so.</source>
            <translation>“{text}” não pode existir: nenhum código de área ou central em +1 começa assim.</translation>
        </message>
        <message>
            <source>“{text}” does not have a number's length.</source>
            <translation>“{text}” não tem o tamanho de um número.</translation>
        </message>
        <message>
            <source>“{text}” does not start with a country code that exists.</source>
            <translation>“{text}” não começa com um código de país existente.</translation>
        </message>
        <message>
            <source>“{text}” has no area code.</source>
            <translation>“{text}” não tem código de área.</translation>
        </message>
        <message>
            <source>“{text}” has no country code.</source>
            <translation>“{text}” não tem código do país.</translation>
        </message>
        <message>
            <source>“{text}” has too few digits.</source>
            <translation>“{text}” tem poucos dígitos.</translation>
        </message>
        <message>
            <source>“{text}” has too many digits.</source>
            <translation>“{text}” tem dígitos demais.</translation>
        </message>
        <message>
            <source>“{text}” is nobody known here.</source>
            <translation>“{text}” não corresponde a ninguém conhecido aqui.</translation>
        </message>
        <message>
            <source>“{text}” is not a SIP address.</source>
            <translation>“{text}” não é um endereço SIP.</translation>
        </message>
        <message>
            <source>“{text}” is not a telephone number.</source>
            <translation>“{text}” não é um número de telefone.</translation>
        </message>
        <message>
            <source>“{text}” was rounded by a spreadsheet: the last digits are lost.</source>
            <translation>“{text}” foi arredondado por uma planilha: os últimos dígitos se perderam.</translation>
        </message>
        <message>
            <source>“{value}” does not fit “{label}”.</source>
            <translation>“{value}” não é válido para “{label}”.</translation>
        </message>
    </context>
</TS>
