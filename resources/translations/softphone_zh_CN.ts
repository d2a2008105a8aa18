<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
    <context>
        <name>AboutDialog</name>
        <message>
            <source>A desktop softphone for call-centre agents, on the company's own Twilio account.</source>
            <translation>面向呼叫中心坐席的桌面软电话，使用公司自己的 Twilio 账户。</translation>
        </message>
        <message>
            <source>About Softphone</source>
            <translation>关于 Softphone</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>关闭</translation>
        </message>
        <message>
            <source>It uses Qt and Qt for Python (PySide6) under the GNU Lesser General Public License, version 3. They are separate libraries: you may replace them with your own build.</source>
            <translation>本程序使用 Qt 和 Qt for Python (PySide6)，依据 GNU 宽通用公共许可证（LGPL）第 3 版。它们是独立的库：您可以用自己编译的版本替换。</translation>
        </message>
        <message>
            <source>Licence: {licence}</source>
            <translation>许可证：{licence}</translation>
        </message>
        <message>
            <source>Licensed under the Apache License, version 2.0 (Apache-2.0).</source>
            <translation>依据 Apache 许可证 2.0 版（Apache-2.0）授权。</translation>
        </message>
        <message>
            <source>Softphone {version}</source>
            <translation>Softphone {version}</translation>
        </message>
        <message>
            <source>The package does not carry the licence's text.</source>
            <translation>该软件包未附带许可证文本。</translation>
        </message>
        <message>
            <source>The package does not say under which licence it is.</source>
            <translation>该软件包未注明使用的许可证。</translation>
        </message>
        <message>
            <source>What it is made with, and the licences</source>
            <translation>所用组件及其许可证</translation>
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
            <translation>{seconds} 秒后呼叫 {number}，外显 {caller_id}</translation>
        </message>
        <message>
            <source>Left out of the link: {parts}</source>
            <translation>链接中未使用：{parts}</translation>
        </message>
        <message>
            <source>The number waits in the field until this call is over.</source>
            <translation>该号码保留在输入框中，待本次通话结束后可用。</translation>
        </message>
        <message>
            <source>There is no text on the clipboard.</source>
            <translation>剪贴板中没有文本。</translation>
        </message>
    </context>
    <context>
        <name>CallButton</name>
        <message>
            <source>Hold</source>
            <translation>保持</translation>
        </message>
        <message>
            <source>Holding…</source>
            <translation>正在保持…</translation>
        </message>
        <message>
            <source>Mute</source>
            <translation>静音</translation>
        </message>
        <message>
            <source>Muted</source>
            <translation>已静音</translation>
        </message>
        <message>
            <source>Muting…</source>
            <translation>正在静音…</translation>
        </message>
        <message>
            <source>On hold</source>
            <translation>保持中</translation>
        </message>
        <message>
            <source>Resuming…</source>
            <translation>正在恢复…</translation>
        </message>
        <message>
            <source>Unmuting…</source>
            <translation>正在取消静音…</translation>
        </message>
    </context>
    <context>
        <name>CallButtons</name>
        <message>
            <source>&amp;Keypad tones</source>
            <translation>按键音(&amp;K)</translation>
        </message>
        <message>
            <source>&amp;Mute</source>
            <translation>静音(&amp;M)</translation>
        </message>
        <message>
            <source>&amp;Transfer…</source>
            <translation>转接(&amp;T)…</translation>
        </message>
        <message>
            <source>A&amp;dd somebody…</source>
            <translation>添加通话方(&amp;D)…</translation>
        </message>
        <message>
            <source>Add</source>
            <translation>添加</translation>
        </message>
        <message>
            <source>Ask somebody else into the call ({key})</source>
            <translation>邀请其他人加入通话 ({key})</translation>
        </message>
        <message>
            <source>H&amp;old</source>
            <translation>保持(&amp;O)</translation>
        </message>
        <message>
            <source>Hand the call to somebody else ({key})</source>
            <translation>将通话转接给其他人 ({key})</translation>
        </message>
        <message>
            <source>Keypad</source>
            <translation>键盘</translation>
        </message>
        <message>
            <source>Nobody hears you ({key})</source>
            <translation>没有人能听到您 ({key})</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>备注</translation>
        </message>
        <message>
            <source>Note on this ca&amp;ll</source>
            <translation>本次通话的备注(&amp;L)</translation>
        </message>
        <message>
            <source>Press keys for the customer's menu ({key})</source>
            <translation>为对方的语音菜单按键 ({key})</translation>
        </message>
        <message>
            <source>Ringing…</source>
            <translation>正在响铃…</translation>
        </message>
        <message>
            <source>The customer hears music ({key})</source>
            <translation>客户听到音乐 ({key})</translation>
        </message>
        <message>
            <source>There is no call.</source>
            <translation>当前没有通话。</translation>
        </message>
        <message>
            <source>Transfer</source>
            <translation>转接</translation>
        </message>
        <message>
            <source>Write a note on this call ({key})</source>
            <translation>为本次通话写备注 ({key})</translation>
        </message>
    </context>
    <context>
        <name>CallControls</name>
        <message>
            <source>Hanging up…</source>
            <translation>正在挂断…</translation>
        </message>
        <message>
            <source>There is no call.</source>
            <translation>当前没有通话。</translation>
        </message>
    </context>
    <context>
        <name>CallModel</name>
        <message>
            <source>Call ended after {time}</source>
            <translation>通话已结束，时长 {time}</translation>
        </message>
        <message>
            <source>Handed over to {who} after {time}</source>
            <translation>已转接给 {who}，时长 {time}</translation>
        </message>
        <message>
            <source>Hanging up…</source>
            <translation>正在挂断…</translation>
        </message>
        <message>
            <source>{trouble} Looking again.</source>
            <translation>{trouble}正在重新查看。</translation>
        </message>
        <message>
            <source>{trouble} The call goes on; looking again.</source>
            <translation>{trouble} 通话仍在继续，正在重新查询。</translation>
        </message>
        <message>
            <source>{trouble} Trying again.</source>
            <translation>{trouble}正在重试。</translation>
        </message>
    </context>
    <context>
        <name>CallPanel</name>
        <message>
            <source>&amp;Keep {number}</source>
            <translation>保留 {number}(&amp;K)</translation>
        </message>
        <message>
            <source>&amp;Show {number}</source>
            <translation>显示 {number}(&amp;S)</translation>
        </message>
        <message>
            <source>Add to the call</source>
            <translation>添加到通话</translation>
        </message>
        <message>
            <source>Call again</source>
            <translation>再次呼叫</translation>
        </message>
        <message>
            <source>Call in progress</source>
            <translation>通话中</translation>
        </message>
        <message>
            <source>Call them in</source>
            <translation>呼入通话</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>关闭</translation>
        </message>
        <message>
            <source>End the call (F8)</source>
            <translation>结束通话 (F8)</translation>
        </message>
        <message>
            <source>Hand over when they answer</source>
            <translation>接听后即转接</translation>
        </message>
        <message>
            <source>Hang up</source>
            <translation>挂断</translation>
        </message>
        <message>
            <source>Look again</source>
            <translation>重新查询</translation>
        </message>
        <message>
            <source>Ring me back in</source>
            <translation>呼叫我重新加入通话</translation>
        </message>
        <message>
            <source>Send {keys}</source>
            <translation>发送 {keys}</translation>
        </message>
        <message>
            <source>Talk first</source>
            <translation>先沟通</translation>
        </message>
        <message>
            <source>They cannot hear you: the app that carried your sound was closed.</source>
            <translation>对方听不到您：传送您声音的应用已关闭。</translation>
        </message>
        <message>
            <source>Transfer to</source>
            <translation>转接给</translation>
        </message>
        <message>
            <source>as {number}</source>
            <translation>外显 {number}</translation>
        </message>
    </context>
    <context>
        <name>CallerIdCard</name>
        <message>
            <source>Calling as</source>
            <translation>外显号码</translation>
        </message>
        <message>
            <source>Calling as {number}</source>
            <translation>外显号码 {number}</translation>
        </message>
        <message>
            <source>Choose the number to show (Alt+I)</source>
            <translation>选择要外显的号码 (Alt+I)</translation>
        </message>
        <message>
            <source>Why this number?</source>
            <translation>为什么是这个号码？</translation>
        </message>
        <message>
            <source>Why?</source>
            <translation>为什么？</translation>
        </message>
    </context>
    <context>
        <name>CallerIdPopup</name>
        <message>
            <source>Enter: choose · Alt+Enter: this call only · Ctrl+P: pin · F5: refresh</source>
            <translation>Enter：选择 · Alt+Enter：仅本次通话 · Ctrl+P：固定 · F5：刷新</translation>
        </message>
        <message>
            <source>Find a name, a number, a place</source>
            <translation>查找名称、号码或地点</translation>
        </message>
        <message>
            <source>Find a number to show</source>
            <translation>查找要外显的号码</translation>
        </message>
        <message>
            <source>No number matches “{text}”.</source>
            <translation>没有与“{text}”匹配的号码。</translation>
        </message>
        <message>
            <source>Numbers you may show</source>
            <translation>可外显的号码</translation>
        </message>
        <message>
            <source>There is no number that you may show. F5 reads the numbers again.</source>
            <translation>没有您可以外显的号码。按 F5 重新读取号码。</translation>
        </message>
    </context>
    <context>
        <name>CallerIdRows</name>
        <message>
            <source>All numbers</source>
            <translation>所有号码</translation>
        </message>
        <message>
            <source>Not for you to show</source>
            <translation>您不可外显</translation>
        </message>
        <message>
            <source>Pinned</source>
            <translation>已固定</translation>
        </message>
        <message>
            <source>Recent</source>
            <translation>最近使用</translation>
        </message>
        <message>
            <source>verified only</source>
            <translation>仅验证</translation>
        </message>
        <message>
            <source>your own line</source>
            <translation>您的专属号码</translation>
        </message>
    </context>
    <context>
        <name>CallerIdView</name>
        <message>
            <source>Choose a number</source>
            <translation>选择号码</translation>
        </message>
        <message>
            <source>Default (automatic)</source>
            <translation>默认（自动）</translation>
        </message>
        <message>
            <source>Loading the numbers…</source>
            <translation>正在加载号码…</translation>
        </message>
        <message>
            <source>No number to show</source>
            <translation>没有可外显的号码</translation>
        </message>
        <message>
            <source>No numbers yet</source>
            <translation>尚无号码</translation>
        </message>
        <message>
            <source>Refresh reads them from Twilio.</source>
            <translation>点击“刷新”可从 Twilio 读取号码。</translation>
        </message>
        <message>
            <source>There is no list: the rules choose the number for every call.</source>
            <translation>没有列表：每次通话都由规则选择号码。</translation>
        </message>
        <message>
            <source>Type a number to see which one it will show.</source>
            <translation>输入号码，即可查看将外显哪个号码。</translation>
        </message>
        <message>
            <source>chosen automatically</source>
            <translation>自动选择</translation>
        </message>
        <message>
            <source>chosen by you</source>
            <translation>由您选定</translation>
        </message>
        <message>
            <source>for this call only</source>
            <translation>仅用于本次通话</translation>
        </message>
        <message>
            <source>pinned for this contact</source>
            <translation>已为此联系人固定</translation>
        </message>
        <message>
            <source>set by {name}</source>
            <translation>由 {name} 设置</translation>
        </message>
        <message>
            <source>your administrator</source>
            <translation>您的管理员</translation>
        </message>
        <message>
            <source>{number} is not available. {problem}</source>
            <translation>{number} 不可用。{problem}</translation>
        </message>
    </context>
    <context>
        <name>CallerIdsModel</name>
        <message>
            <source>Chooses for each number you call.</source>
            <translation>为您呼叫的每个号码自动选择。</translation>
        </message>
        <message>
            <source>Default (automatic)</source>
            <translation>默认（自动）</translation>
        </message>
    </context>
    <context>
        <name>ContactActions</name>
        <message>
            <source>&amp;Add a contact…</source>
            <translation>添加联系人(&amp;A)…</translation>
        </message>
        <message>
            <source>&amp;Copy the number</source>
            <translation>复制号码(&amp;C)</translation>
        </message>
        <message>
            <source>&amp;Delete</source>
            <translation>删除(&amp;D)</translation>
        </message>
        <message>
            <source>&amp;Edit…</source>
            <translation>编辑(&amp;E)…</translation>
        </message>
        <message>
            <source>&amp;Favourite</source>
            <translation>收藏(&amp;F)</translation>
        </message>
        <message>
            <source>&amp;Import a file…</source>
            <translation>导入文件(&amp;I)…</translation>
        </message>
        <message>
            <source>&amp;Pin a caller ID…</source>
            <translation>固定外显号码(&amp;P)…</translation>
        </message>
        <message>
            <source>&amp;Undo deleting</source>
            <translation>撤销删除(&amp;U)</translation>
        </message>
        <message>
            <source>Choose a contact first.</source>
            <translation>请先选择联系人。</translation>
        </message>
        <message>
            <source>Contacts (*.csv *.vcf *.txt *.tsv);;All files (*)</source>
            <translation>联系人 (*.csv *.vcf *.txt *.tsv);;所有文件 (*)</translation>
        </message>
        <message>
            <source>Import contacts</source>
            <translation>导入联系人</translation>
        </message>
        <message>
            <source>Nothing was deleted.</source>
            <translation>没有已删除的内容。</translation>
        </message>
        <message>
            <source>Use {number} {kind}</source>
            <translation>使用 {number} {kind}</translation>
        </message>
        <message>
            <source>{number} copied.</source>
            <translation>已复制 {number}。</translation>
        </message>
    </context>
    <context>
        <name>ContactForm</name>
        <message>
            <source>Add a contact</source>
            <translation>添加联系人</translation>
        </message>
        <message>
            <source>Add a number</source>
            <translation>添加号码</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>Company</source>
            <translation>公司</translation>
        </message>
        <message>
            <source>Digits, * and #; a comma is a short pause.</source>
            <translation>数字、* 和 #；逗号表示短暂停顿。</translation>
        </message>
        <message>
            <source>Edit contact</source>
            <translation>编辑联系人</translation>
        </message>
        <message>
            <source>Kind of number {position}</source>
            <translation>号码 {position} 的类型</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>姓名</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>备注</translation>
        </message>
        <message>
            <source>Number {position}</source>
            <translation>号码 {position}</translation>
        </message>
        <message>
            <source>Numbers</source>
            <translation>号码</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>保存</translation>
        </message>
        <message>
            <source>The first is called.</source>
            <translation>呼叫时使用第一个号码。</translation>
        </message>
        <message>
            <source>Tones after they answer</source>
            <translation>对方接听后发送的按键音</translation>
        </message>
        <message>
            <source>Type or paste a number</source>
            <translation>输入或粘贴号码</translation>
        </message>
        <message>
            <source>telephone</source>
            <translation>电话</translation>
        </message>
    </context>
    <context>
        <name>ContactImportDialog</name>
        <message>
            <source>Arabic</source>
            <translation>阿拉伯文</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>Central European</source>
            <translation>中欧</translation>
        </message>
        <message>
            <source>Cyrillic</source>
            <translation>西里尔文</translation>
        </message>
        <message>
            <source>Do names look wrong? Read the letters as:</source>
            <translation>姓名显示不正确？请改用以下编码读取：</translation>
        </message>
        <message>
            <source>Greek</source>
            <translation>希腊文</translation>
        </message>
        <message>
            <source>Import</source>
            <translation>导入</translation>
        </message>
        <message>
            <source>Import contacts</source>
            <translation>导入联系人</translation>
        </message>
        <message>
            <source>Import {count}</source>
            <translation>导入 {count} 个</translation>
        </message>
        <message>
            <source>Japanese</source>
            <translation>日文</translation>
        </message>
        <message>
            <source>Korean</source>
            <translation>韩文</translation>
        </message>
        <message>
            <source>Left out</source>
            <translation>未导入</translation>
        </message>
        <message>
            <source>Letters of the file</source>
            <translation>文件的字符编码</translation>
        </message>
        <message>
            <source>Line {line}, {whose}: {why}</source>
            <translation>第 {line} 行，{whose}：{why}</translation>
        </message>
        <message>
            <source>Line {line}: {why}</source>
            <translation>第 {line} 行：{why}</translation>
        </message>
        <message>
            <source>Nothing in the file is new.</source>
            <translation>文件中没有新内容。</translation>
        </message>
        <message>
            <source>Reading the file</source>
            <translation>正在读取文件</translation>
        </message>
        <message>
            <source>Simplified Chinese</source>
            <translation>简体中文</translation>
        </message>
        <message>
            <source>Thai</source>
            <translation>泰文</translation>
        </message>
        <message>
            <source>The file is being read.</source>
            <translation>正在读取文件。</translation>
        </message>
        <message>
            <source>Traditional Chinese</source>
            <translation>繁体中文</translation>
        </message>
        <message>
            <source>Turkish</source>
            <translation>土耳其文</translation>
        </message>
        <message>
            <source>Unicode (UTF-8)</source>
            <translation>Unicode (UTF-8)</translation>
        </message>
        <message>
            <source>Western European</source>
            <translation>西欧</translation>
        </message>
        <message>
            <source>Will be kept</source>
            <translation>将保存</translation>
        </message>
    </context>
    <context>
        <name>ContactImportModel</name>
        <message>
            <source>Contacts you have that get a number or a detail more: {count}</source>
            <translation>补充了号码或详情的现有联系人：{count}</translation>
        </message>
        <message>
            <source>Found in the file: {count}</source>
            <translation>文件中找到：{count}</translation>
        </message>
        <message>
            <source>Left out, listed below: {count}</source>
            <translation>未导入，列于下方：{count}</translation>
        </message>
        <message>
            <source>New contacts: {count}</source>
            <translation>新联系人：{count}</translation>
        </message>
        <message>
            <source>Put together with another of the file, by number: {count}</source>
            <translation>因号码相同而与文件中其他条目合并：{count}</translation>
        </message>
        <message>
            <source>There already: {count}</source>
            <translation>已存在：{count}</translation>
        </message>
    </context>
    <context>
        <name>ContactRowsModel</name>
        <message>
            <source>as {number}</source>
            <translation>外显 {number}</translation>
        </message>
        <message>
            <source>as {number} · not available</source>
            <translation>外显 {number} · 不可用</translation>
        </message>
        <message>
            <source>favourite</source>
            <translation>收藏</translation>
        </message>
        <message>
            <source>fax</source>
            <translation>传真</translation>
        </message>
        <message>
            <source>home</source>
            <translation>住宅</translation>
        </message>
        <message>
            <source>main number</source>
            <translation>总机</translation>
        </message>
        <message>
            <source>mobile</source>
            <translation>手机</translation>
        </message>
        <message>
            <source>work</source>
            <translation>工作</translation>
        </message>
        <message>
            <source>{count} more</source>
            <translation>另有 {count} 个</translation>
        </message>
    </context>
    <context>
        <name>ContactsModel</name>
        <message>
            <source>The numbers are not there yet.</source>
            <translation>号码尚未就绪。</translation>
        </message>
        <message>
            <source>Your caller ID is set by {name}.</source>
            <translation>您的外显号码由 {name} 设置。</translation>
        </message>
        <message>
            <source>your administrator</source>
            <translation>您的管理员</translation>
        </message>
    </context>
    <context>
        <name>ContactsPage</name>
        <message>
            <source>Add a contact</source>
            <translation>添加联系人</translation>
        </message>
        <message>
            <source>Contacts</source>
            <translation>联系人</translation>
        </message>
        <message>
            <source>Enter calls. The menu key offers more.</source>
            <translation>按 Enter 呼叫，按菜单键查看更多操作。</translation>
        </message>
        <message>
            <source>Find a name, a company, a number, a note</source>
            <translation>查找姓名、公司、号码或备注</translation>
        </message>
        <message>
            <source>Find in contacts</source>
            <translation>在联系人中查找</translation>
        </message>
        <message>
            <source>Import a file…</source>
            <translation>导入文件…</translation>
        </message>
        <message>
            <source>Keep the people you call here, or import a CSV or vCard file.</source>
            <translation>在此保存您的联系人，或导入 CSV 或 vCard 文件。</translation>
        </message>
        <message>
            <source>No contact matches “{text}”.</source>
            <translation>没有与“{text}”匹配的联系人。</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>撤销</translation>
        </message>
        <message>
            <source>{name} was deleted.</source>
            <translation>已删除 {name}。</translation>
        </message>
    </context>
    <context>
        <name>CountdownBar</name>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>Do not call; the number stays in the field (Esc)</source>
            <translation>不呼叫；号码保留在输入框中 (Esc)</translation>
        </message>
    </context>
    <context>
        <name>WindowWiring</name>
        <message>
            <source>A call is in progress.</source>
            <translation>正在通话中。</translation>
        </message>
        <message>
            <source>{count} calls were written.</source>
            <translation>已写入 {count} 条通话记录。</translation>
        </message>
        <message>
            <source>{count} changes were written.</source>
            <translation>已写入 {count} 条更改记录。</translation>
        </message>
    </context>
    <context>
        <name>Desktop</name>
        <message>
            <source>Its icon opens it again, hangs up, and quits. Preferences turn this off.</source>
            <translation>点击其图标可重新打开窗口、挂断或退出。可在首选项中关闭此功能。</translation>
        </message>
        <message>
            <source>Softphone goes on in the tray</source>
            <translation>Softphone 仍在系统托盘中运行</translation>
        </message>
        <message>
            <source>Softphone was open already. Quit it first to start it in another way.</source>
            <translation>Softphone 已经打开。若要以其他方式启动，请先退出。</translation>
        </message>
    </context>
    <context>
        <name>DesktopMenu</name>
        <message>
            <source>&amp;Desktop</source>
            <translation>桌面(&amp;D)</translation>
        </message>
        <message>
            <source>A click on a telephone number then fills it in here</source>
            <translation>此后点击电话号码即会填入此处</translation>
        </message>
        <message>
            <source>Call from the clip&amp;board</source>
            <translation>呼叫剪贴板中的号码(&amp;B)</translation>
        </message>
        <message>
            <source>Links to telephone numbers</source>
            <translation>电话号码链接</translation>
        </message>
        <message>
            <source>Make this the app for &amp;tel: links</source>
            <translation>设为 tel: 链接的打开程序(&amp;T)</translation>
        </message>
    </context>
    <context>
        <name>DialModel</name>
        <message>
            <source>Last time {number} was shown. Look at the number shown now, then call.</source>
            <translation>上次外显的是 {number}。请查看现在外显的号码，然后再呼叫。</translation>
        </message>
        <message>
            <source>The numbers are not there yet.</source>
            <translation>号码尚未就绪。</translation>
        </message>
        <message>
            <source>Type or paste a number.</source>
            <translation>请输入或粘贴号码。</translation>
        </message>
        <message>
            <source>“{text}” is among your contacts: choose it from the list.</source>
            <translation>“{text}”在您的联系人中：请从列表中选择。</translation>
        </message>
    </context>
    <context>
        <name>DiallerPage</name>
        <message>
            <source>Call</source>
            <translation>呼叫</translation>
        </message>
        <message>
            <source>Call (Enter)</source>
            <translation>呼叫 (Enter)</translation>
        </message>
        <message>
            <source>Call {number}</source>
            <translation>呼叫 {number}</translation>
        </message>
        <message>
            <source>Contacts</source>
            <translation>联系人</translation>
        </message>
        <message>
            <source>Recents</source>
            <translation>最近通话</translation>
        </message>
    </context>
    <context>
        <name>GlobalKeys</name>
        <message>
            <source>Another program uses {keys}, so it does nothing here.</source>
            <translation>{keys} 已被其他程序占用，因此在此不起作用。</translation>
        </message>
        <message>
            <source>Call from the clipboard</source>
            <translation>呼叫剪贴板中的号码</translation>
        </message>
        <message>
            <source>Hang up</source>
            <translation>挂断</translation>
        </message>
        <message>
            <source>This desktop does not offer keys that work in every window. A shortcut made in its own settings can run “softphone --hang-up”.</source>
            <translation>此桌面环境不支持全局快捷键。您可以在其系统设置中创建快捷键，运行“softphone --hang-up”。</translation>
        </message>
    </context>
    <context>
        <name>GuestLines</name>
        <message>
            <source>Back to the customer</source>
            <translation>返回客户</translation>
        </message>
        <message>
            <source>Complete transfer</source>
            <translation>完成转接</translation>
        </message>
        <message>
            <source>End</source>
            <translation>结束</translation>
        </message>
        <message>
            <source>End: {guest}</source>
            <translation>结束：{guest}</translation>
        </message>
        <message>
            <source>Handing over…</source>
            <translation>正在转接…</translation>
        </message>
        <message>
            <source>Join all</source>
            <translation>合并通话</translation>
        </message>
        <message>
            <source>Joining…</source>
            <translation>正在合并…</translation>
        </message>
        <message>
            <source>Leave the call to them</source>
            <translation>退出，由他们继续</translation>
        </message>
        <message>
            <source>Swap</source>
            <translation>切换</translation>
        </message>
        <message>
            <source>Swapping…</source>
            <translation>正在切换…</translation>
        </message>
    </context>
    <context>
        <name>HelpMenu</name>
        <message>
            <source>&amp;About Softphone</source>
            <translation>关于 Softphone(&amp;A)</translation>
        </message>
        <message>
            <source>&amp;Help</source>
            <translation>帮助(&amp;H)</translation>
        </message>
        <message>
            <source>&amp;Keyboard shortcuts</source>
            <translation>键盘快捷键(&amp;K)</translation>
        </message>
        <message>
            <source>&amp;Report for support…</source>
            <translation>支持报告(&amp;R)…</translation>
        </message>
        <message>
            <source>&amp;Where do my settings come from?</source>
            <translation>我的设置来自哪里？(&amp;W)</translation>
        </message>
    </context>
    <context>
        <name>InThisApp</name>
        <message>
            <source>In this app, with your headset</source>
            <translation>在本应用中，使用您的耳机</translation>
        </message>
    </context>
    <context>
        <name>IncomingBar</name>
        <message>
            <source>&amp;Answer the incoming call</source>
            <translation>接听来电(&amp;A)</translation>
        </message>
        <message>
            <source>Answer</source>
            <translation>接听</translation>
        </message>
        <message>
            <source>Answer (F6); a call in progress ends</source>
            <translation>接听 (F6)；正在进行的通话将结束</translation>
        </message>
        <message>
            <source>Hang &amp;up on who called</source>
            <translation>挂断来电方(&amp;U)</translation>
        </message>
        <message>
            <source>Hang up</source>
            <translation>挂断</translation>
        </message>
        <message>
            <source>Hang up on who called (Shift+F8)</source>
            <translation>挂断来电方 (Shift+F8)</translation>
        </message>
        <message>
            <source>Incoming call</source>
            <translation>来电</translation>
        </message>
        <message>
            <source>Nobody is calling you.</source>
            <translation>没有人呼叫您。</translation>
        </message>
        <message>
            <source>Re&amp;fuse the incoming call</source>
            <translation>拒接来电(&amp;F)</translation>
        </message>
        <message>
            <source>Refuse</source>
            <translation>拒接</translation>
        </message>
        <message>
            <source>Refuse (Shift+F6)</source>
            <translation>拒接 (Shift+F6)</translation>
        </message>
        <message>
            <source>You talk to {caller}</source>
            <translation>您正在与 {caller} 通话</translation>
        </message>
        <message>
            <source>{caller} is calling you</source>
            <translation>{caller} 正在呼叫您</translation>
        </message>
    </context>
    <context>
        <name>Key</name>
        <message>
            <source>Hold for +</source>
            <translation>长按输入 +</translation>
        </message>
        <message>
            <source>hash</source>
            <translation>井号</translation>
        </message>
        <message>
            <source>star</source>
            <translation>星号</translation>
        </message>
    </context>
    <context>
        <name>Keypad</name>
        <message>
            <source>Keypad</source>
            <translation>拨号键盘</translation>
        </message>
    </context>
    <context>
        <name>LineFindings</name>
        <message>
            <source>{name}: {figure}, {word}</source>
            <translation>{name}：{figure}，{word}</translation>
        </message>
    </context>
    <context>
        <name>LineModel</name>
        <message>
            <source>The sound is interrupted; reconnecting…</source>
            <translation>声音中断，正在重新连接…</translation>
        </message>
    </context>
    <context>
        <name>LineQuality</name>
        <message>
            <source>Clarity (MOS)</source>
            <translation>清晰度 (MOS)</translation>
        </message>
        <message>
            <source>Lost on the way</source>
            <translation>传输丢失</translation>
        </message>
        <message>
            <source>Microphone</source>
            <translation>麦克风</translation>
        </message>
        <message>
            <source>Round trip</source>
            <translation>往返时间</translation>
        </message>
        <message>
            <source>Sound arriving</source>
            <translation>收到的声音</translation>
        </message>
        <message>
            <source>Unevenness (jitter)</source>
            <translation>抖动 (jitter)</translation>
        </message>
        <message>
            <source>heard</source>
            <translation>听得到</translation>
        </message>
        <message>
            <source>muted</source>
            <translation>已静音</translation>
        </message>
        <message>
            <source>not heard</source>
            <translation>听不到</translation>
        </message>
        <message>
            <source>not known</source>
            <translation>未知</translation>
        </message>
        <message>
            <source>{count} ms</source>
            <translation>{count} 毫秒</translation>
        </message>
        <message>
            <source>{count} packets a second</source>
            <translation>每秒 {count} 个数据包</translation>
        </message>
        <message>
            <source>{score} of 4.5</source>
            <translation>{score}（满分 4.5）</translation>
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
            <translation>正在测量…</translation>
        </message>
        <message>
            <source>{name}: {figure}</source>
            <translation>{name}：{figure}</translation>
        </message>
    </context>
    <context>
        <name>LineTestDialog</name>
        <message>
            <source>&amp;Copy the results</source>
            <translation>复制结果(&amp;C)</translation>
        </message>
        <message>
            <source>&amp;Start the test call</source>
            <translation>开始测试通话(&amp;S)</translation>
        </message>
        <message>
            <source>&amp;Test again</source>
            <translation>重新测试(&amp;T)</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>关闭</translation>
        </message>
        <message>
            <source>Level of the microphone</source>
            <translation>麦克风音量电平</translation>
        </message>
        <message>
            <source>Microphone</source>
            <translation>麦克风</translation>
        </message>
        <message>
            <source>Progress of the test call</source>
            <translation>测试通话进度</translation>
        </message>
        <message>
            <source>Speak during the test call, and listen.</source>
            <translation>请在测试通话期间说话并收听。</translation>
        </message>
        <message>
            <source>Test call</source>
            <translation>测试通话</translation>
        </message>
        <message>
            <source>Test my line</source>
            <translation>测试我的线路</translation>
        </message>
        <message>
            <source>The results were copied.</source>
            <translation>已复制结果。</translation>
        </message>
        <message>
            <source>The test call is under way.</source>
            <translation>正在进行测试通话。</translation>
        </message>
        <message>
            <source>There are no results yet.</source>
            <translation>尚无结果。</translation>
        </message>
        <message>
            <source>Your microphone first, then a call of ten seconds to your own line. Nobody else is called.</source>
            <translation>先测试麦克风，然后呼叫您自己的线路十秒钟。不会呼叫其他人。</translation>
        </message>
    </context>
    <context>
        <name>LineTestModel</name>
        <message>
            <source>A call is in progress. Test your line when it is over.</source>
            <translation>正在通话中。请在通话结束后测试线路。</translation>
        </message>
        <message>
            <source>Nothing could be measured in the test call. Try again.</source>
            <translation>测试通话中未能测得任何数据。请重试。</translation>
        </message>
        <message>
            <source>Say something, and listen: you should hear a voice.</source>
            <translation>请说几句话并收听：您应能听到说话声。</translation>
        </message>
        <message>
            <source>The test call did not reach your line. Check the network connection.</source>
            <translation>测试通话未到达您的线路。请检查网络连接。</translation>
        </message>
        <message>
            <source>The test call ended too early. Try again.</source>
            <translation>测试通话过早结束。请重试。</translation>
        </message>
        <message>
            <source>Your line is being called…</source>
            <translation>正在呼叫您的线路…</translation>
        </message>
    </context>
    <context>
        <name>LineTestResult</name>
        <message>
            <source>Test of the line, {time}, Softphone {version}</source>
            <translation>线路测试，{time}，Softphone {version}</translation>
        </message>
        <message>
            <source>{name}: {figure} – {word}</source>
            <translation>{name}：{figure} – {word}</translation>
        </message>
    </context>
    <context>
        <name>LockLine</name>
        <message>
            <source>{setting}: {words}</source>
            <translation>{setting}：{words}</translation>
        </message>
    </context>
    <context>
        <name>MainWindow</name>
        <message>
            <source>&amp;Account</source>
            <translation>账户(&amp;A)</translation>
        </message>
        <message>
            <source>&amp;Call</source>
            <translation>呼叫(&amp;C)</translation>
        </message>
        <message>
            <source>&amp;Call this number</source>
            <translation>呼叫此号码(&amp;C)</translation>
        </message>
        <message>
            <source>&amp;Dark</source>
            <translation>深色(&amp;D)</translation>
        </message>
        <message>
            <source>&amp;Hang up</source>
            <translation>挂断(&amp;H)</translation>
        </message>
        <message>
            <source>&amp;Leave the sandbox…</source>
            <translation>离开沙盒(&amp;L)…</translation>
        </message>
        <message>
            <source>&amp;Light</source>
            <translation>浅色(&amp;L)</translation>
        </message>
        <message>
            <source>&amp;Preferences…</source>
            <translation>首选项(&amp;P)…</translation>
        </message>
        <message>
            <source>&amp;Quit</source>
            <translation>退出(&amp;Q)</translation>
        </message>
        <message>
            <source>&amp;Recents</source>
            <translation>最近通话(&amp;R)</translation>
        </message>
        <message>
            <source>&amp;Refresh the numbers</source>
            <translation>刷新号码(&amp;R)</translation>
        </message>
        <message>
            <source>&amp;Sign in…</source>
            <translation>登录(&amp;S)…</translation>
        </message>
        <message>
            <source>&amp;View</source>
            <translation>视图(&amp;V)</translation>
        </message>
        <message>
            <source>&amp;Why this number?</source>
            <translation>为什么是这个号码？(&amp;W)</translation>
        </message>
        <message>
            <source>A call is in progress</source>
            <translation>正在通话中</translation>
        </message>
        <message>
            <source>As the &amp;system</source>
            <translation>跟随系统(&amp;S)</translation>
        </message>
        <message>
            <source>C&amp;ontacts</source>
            <translation>联系人(&amp;O)</translation>
        </message>
        <message>
            <source>Choose the caller &amp;ID</source>
            <translation>选择外显号码(&amp;I)</translation>
        </message>
        <message>
            <source>Dial &amp;exactly as typed</source>
            <translation>完全按输入拨号(&amp;E)</translation>
        </message>
        <message>
            <source>Go to the &amp;number</source>
            <translation>转到号码框(&amp;N)</translation>
        </message>
        <message>
            <source>Hang up and quit? Without hanging up, the call goes on without this window.</source>
            <translation>挂断并退出？如果不挂断，通话将在没有此窗口的情况下继续。</translation>
        </message>
        <message>
            <source>Test m&amp;y line…</source>
            <translation>测试我的线路(&amp;S)…</translation>
        </message>
        <message>
            <source>Try it as {agent}, a supervisor</source>
            <translation>以 {agent}（主管）的身份试用</translation>
        </message>
        <message>
            <source>Try it as {agent}, an agent</source>
            <translation>以 {agent}（坐席）的身份试用</translation>
        </message>
    </context>
    <context>
        <name>MicrophoneCheck</name>
        <message>
            <source>Say something: the bar moves.</source>
            <translation>请说几句话：音量条会移动。</translation>
        </message>
        <message>
            <source>We hear nothing from this microphone.</source>
            <translation>听不到此麦克风的声音。</translation>
        </message>
        <message>
            <source>Your microphone is heard.</source>
            <translation>可以听到您的麦克风。</translation>
        </message>
    </context>
    <context>
        <name>MiniPanel</name>
        <message>
            <source>Call in progress</source>
            <translation>通话中</translation>
        </message>
        <message>
            <source>End the call</source>
            <translation>结束通话</translation>
        </message>
        <message>
            <source>Hang up</source>
            <translation>挂断</translation>
        </message>
        <message>
            <source>Nobody hears you</source>
            <translation>没有人能听到您</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>打开</translation>
        </message>
        <message>
            <source>Open the softphone's window</source>
            <translation>打开软电话窗口</translation>
        </message>
    </context>
    <context>
        <name>CallNotifications</name>
        <message>
            <source>Customers now see: {caller_id}</source>
            <translation>客户现在看到：{caller_id}</translation>
        </message>
        <message>
            <source>Your caller ID has changed</source>
            <translation>您的外显号码已更改</translation>
        </message>
    </context>
    <context>
        <name>NoteField</name>
        <message>
            <source>Note on this call</source>
            <translation>本次通话的备注</translation>
        </message>
        <message>
            <source>Note on this call. It is kept while you type, and shown in Recents.</source>
            <translation>本次通话的备注。输入时自动保存，并显示在“最近通话”中。</translation>
        </message>
    </context>
    <context>
        <name>NoticeBar</name>
        <message>
            <source>Dismiss this message</source>
            <translation>关闭此消息</translation>
        </message>
        <message>
            <source>Read more</source>
            <translation>了解详情</translation>
        </message>
    </context>
    <context>
        <name>Notifications</name>
        <message>
            <source>Open</source>
            <translation>打开</translation>
        </message>
    </context>
    <context>
        <name>NumberCard</name>
        <message>
            <source>&amp;Number to call</source>
            <translation>要呼叫的号码(&amp;N)</translation>
        </message>
        <message>
            <source>Call {number}</source>
            <translation>呼叫 {number}</translation>
        </message>
        <message>
            <source>Number to call</source>
            <translation>要呼叫的号码</translation>
        </message>
        <message>
            <source>Will dial {number}</source>
            <translation>将拨打 {number}</translation>
        </message>
    </context>
    <context>
        <name>NumberField</name>
        <message>
            <source>Type or paste a number</source>
            <translation>输入或粘贴号码</translation>
        </message>
    </context>
    <context>
        <name>OwnCallerIdModel</name>
        <message>
            <source>Your choice counts here. TaskRouter did not answer and gets it later.</source>
            <translation>您的选择在本机生效。TaskRouter 未应答，稍后将同步。</translation>
        </message>
    </context>
    <context>
        <name>PersonField</name>
        <message>
            <source>Enter does this</source>
            <translation>按 Enter 执行此操作</translation>
        </message>
        <message>
            <source>Name of a colleague, phone number or SIP address</source>
            <translation>同事姓名、电话号码或 SIP 地址</translation>
        </message>
    </context>
    <context>
        <name>PinDialog</name>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>Find a label or a number</source>
            <translation>查找标签或号码</translation>
        </message>
        <message>
            <source>Find a number to pin</source>
            <translation>查找要固定的号码</translation>
        </message>
        <message>
            <source>No pin: as for everybody</source>
            <translation>不固定：与其他联系人相同</translation>
        </message>
        <message>
            <source>Numbers you may show</source>
            <translation>可外显的号码</translation>
        </message>
        <message>
            <source>Pin</source>
            <translation>固定</translation>
        </message>
        <message>
            <source>Pin a caller ID</source>
            <translation>固定外显号码</translation>
        </message>
        <message>
            <source>What {name} sees when you call</source>
            <translation>您呼叫时 {name} 看到的号码</translation>
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
            <translation>当地时间 {time}：免打扰时段（{hours}）。</translation>
        </message>
        <message>
            <source>{earliest} to {latest}</source>
            <translation>{earliest} 至 {latest}</translation>
        </message>
        <message>
            <source>{place} · {time} there</source>
            <translation>{place} · 当地时间 {time}</translation>
        </message>
    </context>
    <context>
        <name>PreferencesModel</name>
        <message>
            <source>Only your company's settings file can change these.</source>
            <translation>这些设置只能通过公司的设置文件更改。</translation>
        </message>
        <message>
            <source>Set by your company</source>
            <translation>由您的公司设置</translation>
        </message>
    </context>
    <context>
        <name>PreferencesPage</name>
        <message>
            <source>Back</source>
            <translation>返回</translation>
        </message>
        <message>
            <source>Preferences</source>
            <translation>首选项</translation>
        </message>
    </context>
    <context>
        <name>QualityMeter</name>
        <message>
            <source>Sound of the call: {grade}</source>
            <translation>通话音质：{grade}</translation>
        </message>
    </context>
    <context>
        <name>RecentsModel</name>
        <message>
            <source>Call to</source>
            <translation>呼叫</translation>
        </message>
        <message>
            <source>Today</source>
            <translation>今天</translation>
        </message>
        <message>
            <source>Yesterday</source>
            <translation>昨天</translation>
        </message>
        <message>
            <source>as {number} · {why}</source>
            <translation>外显 {number} · {why}</translation>
        </message>
        <message>
            <source>chosen by you</source>
            <translation>由您选定</translation>
        </message>
        <message>
            <source>{minutes} min {seconds:02} s</source>
            <translation>{minutes} 分 {seconds:02} 秒</translation>
        </message>
        <message>
            <source>{seconds} s</source>
            <translation>{seconds} 秒</translation>
        </message>
    </context>
    <context>
        <name>RecentsPage</name>
        <message>
            <source>&amp;Copy the number</source>
            <translation>复制号码(&amp;C)</translation>
        </message>
        <message>
            <source>&amp;Export as CSV…</source>
            <translation>导出为 CSV(&amp;E)…</translation>
        </message>
        <message>
            <source>&amp;Note…</source>
            <translation>备注(&amp;N)…</translation>
        </message>
        <message>
            <source>CSV files (*.csv)</source>
            <translation>CSV 文件 (*.csv)</translation>
        </message>
        <message>
            <source>Call &amp;again</source>
            <translation>再次呼叫(&amp;A)</translation>
        </message>
        <message>
            <source>Enter calls again; the menu key has more.</source>
            <translation>按 Enter 再次呼叫，按菜单键查看更多操作。</translation>
        </message>
        <message>
            <source>Export your calls</source>
            <translation>导出您的通话记录</translation>
        </message>
        <message>
            <source>Find a name, a number, an outcome, a note</source>
            <translation>查找姓名、号码、结果或备注</translation>
        </message>
        <message>
            <source>Find in recents</source>
            <translation>在最近通话中查找</translation>
        </message>
        <message>
            <source>No call matches “{text}”.</source>
            <translation>没有与“{text}”匹配的通话。</translation>
        </message>
        <message>
            <source>Note on the call to {number}</source>
            <translation>呼叫 {number} 的备注</translation>
        </message>
        <message>
            <source>Recent calls</source>
            <translation>最近通话</translation>
        </message>
        <message>
            <source>Your calls will be listed here, with the number that you showed.</source>
            <translation>您的通话及所外显的号码将列在这里。</translation>
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
            <translation>Twilio 拒绝外显 {refused}，该号码已暂停使用。请选择其他号码。</translation>
        </message>
        <message>
            <source>Twilio refused to show {refused}; it is set aside. {number} would be shown now: press Call.</source>
            <translation>Twilio 拒绝外显 {refused}，该号码已暂停使用。现在将外显 {number}：请按“呼叫”。</translation>
        </message>
    </context>
    <context>
        <name>SandboxBanner</name>
        <message>
            <source>Sandbox: a Twilio on this computer. No real telephone rings.</source>
            <translation>沙盒：本机上的模拟 Twilio，不会有真实电话响铃。</translation>
        </message>
    </context>
    <context>
        <name>SettingLine</name>
        <message>
            <source>Not set</source>
            <translation>未设置</translation>
        </message>
        <message>
            <source>Reset to default</source>
            <translation>恢复默认值</translation>
        </message>
        <message>
            <source>Reset “{setting}” to default</source>
            <translation>将“{setting}”恢复为默认值</translation>
        </message>
        <message>
            <source>{setting}: {value}. {origin}</source>
            <translation>{setting}：{value}。{origin}</translation>
        </message>
    </context>
    <context>
        <name>SettingsSheet</name>
        <message>
            <source>File and line</source>
            <translation>文件和行</translation>
        </message>
        <message>
            <source>From</source>
            <translation>来源</translation>
        </message>
        <message>
            <source>Setting</source>
            <translation>设置</translation>
        </message>
        <message>
            <source>Value</source>
            <translation>值</translation>
        </message>
        <message>
            <source>What is locked wins over your own entry in the company's file, that over what you chose, that over the company's suggestion, that over what is built in.</source>
            <translation>优先级从高到低依次为：锁定的设置、公司文件中您本人的条目、您选定的值、公司的建议、内置值。</translation>
        </message>
        <message>
            <source>Where do my settings come from?</source>
            <translation>我的设置来自哪里？</translation>
        </message>
    </context>
    <context>
        <name>Sheet</name>
        <message>
            <source>&amp;Copy</source>
            <translation>复制(&amp;C)</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>关闭</translation>
        </message>
        <message>
            <source>Copied</source>
            <translation>已复制</translation>
        </message>
        <message>
            <source>Find</source>
            <translation>查找</translation>
        </message>
        <message>
            <source>Find in this table</source>
            <translation>在此表格中查找</translation>
        </message>
    </context>
    <context>
        <name>ShortcutSheet</name>
        <message>
            <source>Call the number</source>
            <translation>呼叫该号码</translation>
        </message>
        <message>
            <source>Choose among the suggestions</source>
            <translation>在建议中选择</translation>
        </message>
        <message>
            <source>Clear the field</source>
            <translation>清空输入框</translation>
        </message>
        <message>
            <source>Close the list</source>
            <translation>关闭列表</translation>
        </message>
        <message>
            <source>Everything can be done by keyboard. Alt opens the menus.</source>
            <translation>所有操作均可用键盘完成。按 Alt 打开菜单。</translation>
        </message>
        <message>
            <source>Fill in the chosen suggestion</source>
            <translation>填入所选建议</translation>
        </message>
        <message>
            <source>Fill in the number, or call it</source>
            <translation>填入号码，或呼叫</translation>
        </message>
        <message>
            <source>Go back</source>
            <translation>返回</translation>
        </message>
        <message>
            <source>Key</source>
            <translation>按键</translation>
        </message>
        <message>
            <source>Keyboard shortcuts</source>
            <translation>键盘快捷键</translation>
        </message>
        <message>
            <source>Keypad</source>
            <translation>拨号键盘</translation>
        </message>
        <message>
            <source>List of caller IDs</source>
            <translation>外显号码列表</translation>
        </message>
        <message>
            <source>Move</source>
            <translation>移动</translation>
        </message>
        <message>
            <source>Move between the keys</source>
            <translation>在按键之间移动</translation>
        </message>
        <message>
            <source>Number to call</source>
            <translation>要呼叫的号码</translation>
        </message>
        <message>
            <source>Open the list</source>
            <translation>打开列表</translation>
        </message>
        <message>
            <source>Pin or unpin</source>
            <translation>固定或取消固定</translation>
        </message>
        <message>
            <source>Preferences and sign-in</source>
            <translation>首选项和登录</translation>
        </message>
        <message>
            <source>Press the key; hold 0 for +</source>
            <translation>按下按键；长按 0 输入 +</translation>
        </message>
        <message>
            <source>Recents and contacts</source>
            <translation>最近通话和联系人</translation>
        </message>
        <message>
            <source>Refresh the numbers</source>
            <translation>刷新号码</translation>
        </message>
        <message>
            <source>Show this number</source>
            <translation>显示此号码</translation>
        </message>
        <message>
            <source>Show this number in this call only</source>
            <translation>仅本次通话显示此号码</translation>
        </message>
        <message>
            <source>What</source>
            <translation>操作</translation>
        </message>
        <message>
            <source>Where</source>
            <translation>位置</translation>
        </message>
    </context>
    <context>
        <name>SidePages</name>
        <message>
            <source>Pages</source>
            <translation>页面</translation>
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
            <translation>SIP 地址，或以 + 开头的电话号码。</translation>
        </message>
        <message>
            <source>API key SID</source>
            <translation>API 密钥 SID</translation>
        </message>
        <message>
            <source>API key secret</source>
            <translation>API 密钥 Secret</translation>
        </message>
        <message>
            <source>Account SID</source>
            <translation>账户 SID</translation>
        </message>
        <message>
            <source>As your supervisor knows it.</source>
            <translation>主管所知的名称。</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>返回</translation>
        </message>
        <message>
            <source>Kept in this computer's keyring, nowhere else.</source>
            <translation>仅保存在本机的密钥环中。</translation>
        </message>
        <message>
            <source>On the first page of the Twilio Console.</source>
            <translation>位于 Twilio 控制台首页。</translation>
        </message>
        <message>
            <source>Sign in</source>
            <translation>登录</translation>
        </message>
        <message>
            <source>Sign in to your company's Twilio account</source>
            <translation>登录公司的 Twilio 账户</translation>
        </message>
        <message>
            <source>Signing in…</source>
            <translation>正在登录…</translation>
        </message>
        <message>
            <source>The key's SID starts with SK.</source>
            <translation>密钥的 SID 以 SK 开头。</translation>
        </message>
        <message>
            <source>Try it in the sandbox</source>
            <translation>在沙盒中试用</translation>
        </message>
        <message>
            <source>Where does your phone ring?</source>
            <translation>您用哪部话机接听？</translation>
        </message>
        <message>
            <source>Your name</source>
            <translation>您的姓名</translation>
        </message>
    </context>
    <context>
        <name>SoundModel</name>
        <message>
            <source>As the system is set</source>
            <translation>跟随系统设置</translation>
        </message>
        <message>
            <source>Microphone</source>
            <translation>麦克风</translation>
        </message>
        <message>
            <source>Other calls ring at</source>
            <translation>其他来电的响铃设备</translation>
        </message>
        <message>
            <source>Speaker</source>
            <translation>扬声器</translation>
        </message>
        <message>
            <source>{device} (not plugged in)</source>
            <translation>{device}（未连接）</translation>
        </message>
    </context>
    <context>
        <name>SoundSection</name>
        <message>
            <source>End the test</source>
            <translation>结束测试</translation>
        </message>
        <message>
            <source>Let it ring</source>
            <translation>试听响铃</translation>
        </message>
        <message>
            <source>Level of the microphone</source>
            <translation>麦克风音量电平</translation>
        </message>
        <message>
            <source>Sound</source>
            <translation>声音</translation>
        </message>
        <message>
            <source>Stop ringing</source>
            <translation>停止响铃</translation>
        </message>
        <message>
            <source>Take echo and noise off my voice</source>
            <translation>消除我声音中的回声和噪声</translation>
        </message>
        <message>
            <source>Test my line…</source>
            <translation>测试我的线路…</translation>
        </message>
        <message>
            <source>Test the microphone</source>
            <translation>测试麦克风</translation>
        </message>
        <message>
            <source>Turn it off if your headset does that already.</source>
            <translation>如果您的耳机已有此功能，请关闭。</translation>
        </message>
        <message>
            <source>Volume of the customer's voice</source>
            <translation>客户声音的音量</translation>
        </message>
        <message>
            <source>Volume of the ring</source>
            <translation>响铃音量</translation>
        </message>
    </context>
    <context>
        <name>StatusLine</name>
        <message>
            <source>Loading the numbers…</source>
            <translation>正在加载号码…</translation>
        </message>
        <message>
            <source>No numbers yet</source>
            <translation>尚无号码</translation>
        </message>
        <message>
            <source>Read the account's numbers from Twilio again (F5 in the list)</source>
            <translation>从 Twilio 重新读取账户的号码（在列表中按 F5）</translation>
        </message>
        <message>
            <source>Refresh</source>
            <translation>刷新</translation>
        </message>
        <message>
            <source>{agent} · some settings are set by {company}</source>
            <translation>{agent} · 部分设置由 {company} 设置</translation>
        </message>
        <message>
            <source>{count} numbers, refreshed {when}</source>
            <translation>{count} 个号码，刷新于 {when}</translation>
        </message>
    </context>
    <context>
        <name>SuggestionsPopup</name>
        <message>
            <source>Suggestions</source>
            <translation>建议</translation>
        </message>
    </context>
    <context>
        <name>SupportDialog</name>
        <message>
            <source>&amp;Save as…</source>
            <translation>另存为(&amp;S)…</translation>
        </message>
        <message>
            <source>(empty)</source>
            <translation>（空）</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>关闭</translation>
        </message>
        <message>
            <source>Files of the report</source>
            <translation>报告中的文件</translation>
        </message>
        <message>
            <source>Report for support</source>
            <translation>支持报告</translation>
        </message>
        <message>
            <source>Save the report</source>
            <translation>保存报告</translation>
        </message>
        <message>
            <source>The report is being put together.</source>
            <translation>正在生成报告。</translation>
        </message>
        <message>
            <source>These files are what is saved, nothing more. Telephone numbers, account identifiers and secrets were taken out. Nothing is sent: hand the file on yourself.</source>
            <translation>保存的只有这些文件，别无其他。电话号码、账户标识和机密信息均已去除。不会自动发送任何内容：请您自行转交该文件。</translation>
        </message>
        <message>
            <source>Zip files (*.zip)</source>
            <translation>ZIP 文件 (*.zip)</translation>
        </message>
    </context>
    <context>
        <name>SupportModel</name>
        <message>
            <source>Saved as {path}.</source>
            <translation>已保存为 {path}。</translation>
        </message>
    </context>
    <context>
        <name>TeamChangeBar</name>
        <message>
            <source>&amp;Pinned: they cannot change it</source>
            <translation>固定：坐席无法更改(&amp;P)</translation>
        </message>
        <message>
            <source>&amp;Set</source>
            <translation>设置(&amp;S)</translation>
        </message>
        <message>
            <source>&amp;Undo</source>
            <translation>撤销(&amp;U)</translation>
        </message>
        <message>
            <source>A change is under way.</source>
            <translation>正在进行更改。</translation>
        </message>
        <message>
            <source>Agents done</source>
            <translation>已处理的坐席</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>Cancelling…</source>
            <translation>正在取消…</translation>
        </message>
        <message>
            <source>Choose a number first.</source>
            <translation>请先选择号码。</translation>
        </message>
        <message>
            <source>Details…</source>
            <translation>详情…</translation>
        </message>
        <message>
            <source>Enter: choose · Ctrl+P: keep at the top · Esc: close</source>
            <translation>Enter：选择 · Ctrl+P：置顶 · Esc：关闭</translation>
        </message>
        <message>
            <source>Number to set: {number}</source>
            <translation>要设置的号码：{number}</translation>
        </message>
        <message>
            <source>Numbers of the account</source>
            <translation>账户中的号码</translation>
        </message>
        <message>
            <source>Preview…</source>
            <translation>预览…</translation>
        </message>
        <message>
            <source>Reason</source>
            <translation>原因</translation>
        </message>
        <message>
            <source>Reason: the agents read it</source>
            <translation>原因：坐席可见</translation>
        </message>
        <message>
            <source>See what it means for whom (Ctrl+Enter)</source>
            <translation>查看对各坐席的影响 (Ctrl+Enter)</translation>
        </message>
        <message>
            <source>Select agents in the table first.</source>
            <translation>请先在表格中选择坐席。</translation>
        </message>
        <message>
            <source>Select agents with Shift or Ctrl; Ctrl+A selects all that are shown.</source>
            <translation>用 Shift 或 Ctrl 选择坐席；Ctrl+A 选择所有显示的坐席。</translation>
        </message>
        <message>
            <source>Take back: {change}</source>
            <translation>撤回：{change}</translation>
        </message>
        <message>
            <source>Take back: {change} (Ctrl+Z)</source>
            <translation>撤回：{change} (Ctrl+Z)</translation>
        </message>
        <message>
            <source>The agents read it, and it stands in the record.</source>
            <translation>坐席可以看到，并会写入更改记录。</translation>
        </message>
        <message>
            <source>choose a number</source>
            <translation>选择号码</translation>
        </message>
        <message>
            <source>none yet</source>
            <translation>尚未选择</translation>
        </message>
        <message>
            <source>{count} of {total} agents selected.</source>
            <translation>已选择 {count} 名坐席，共 {total} 名。</translation>
        </message>
        <message>
            <source>{done} of {total} agents</source>
            <translation>坐席 {done}/{total}</translation>
        </message>
    </context>
    <context>
        <name>TeamMenu</name>
        <message>
            <source>&amp;Open the team</source>
            <translation>打开团队(&amp;O)</translation>
        </message>
        <message>
            <source>&amp;Team</source>
            <translation>团队(&amp;T)</translation>
        </message>
    </context>
    <context>
        <name>TeamModel</name>
        <message>
            <source>Changed again by somebody since: {count}.</source>
            <translation>此后又被他人更改：{count}。</translation>
        </message>
    </context>
    <context>
        <name>TeamNumbersModel</name>
        <message>
            <source>Default (automatic)</source>
            <translation>默认（自动）</translation>
        </message>
        <message>
            <source>Nothing: clear what was set</source>
            <translation>无：清除已设置的号码</translation>
        </message>
        <message>
            <source>The company's settings decide again.</source>
            <translation>重新由公司设置决定。</translation>
        </message>
        <message>
            <source>The rules choose for each call.</source>
            <translation>由规则为每次通话选择。</translation>
        </message>
    </context>
    <context>
        <name>TeamPage</name>
        <message>
            <source>&amp;Choose the number to set</source>
            <translation>选择要设置的号码(&amp;C)</translation>
        </message>
        <message>
            <source>&amp;Export the record as CSV…</source>
            <translation>将更改记录导出为 CSV(&amp;E)…</translation>
        </message>
        <message>
            <source>&amp;Find</source>
            <translation>查找(&amp;F)</translation>
        </message>
        <message>
            <source>&amp;Record of changes</source>
            <translation>更改记录(&amp;R)</translation>
        </message>
        <message>
            <source>&amp;Undo the latest change</source>
            <translation>撤销最近一次更改(&amp;U)</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>返回</translation>
        </message>
        <message>
            <source>Find an agent, a ring group, a caller ID, a name</source>
            <translation>查找坐席、振铃组、外显号码或姓名</translation>
        </message>
        <message>
            <source>Find in the team</source>
            <translation>在团队中查找</translation>
        </message>
        <message>
            <source>No agent matches “{text}”.</source>
            <translation>没有与“{text}”匹配的坐席。</translation>
        </message>
        <message>
            <source>Pre&amp;view…</source>
            <translation>预览(&amp;V)…</translation>
        </message>
        <message>
            <source>Read &amp;again</source>
            <translation>重新读取(&amp;A)</translation>
        </message>
        <message>
            <source>Read again</source>
            <translation>重新读取</translation>
        </message>
        <message>
            <source>Reading the team from TaskRouter…</source>
            <translation>正在从 TaskRouter 读取团队…</translation>
        </message>
        <message>
            <source>Team</source>
            <translation>团队</translation>
        </message>
        <message>
            <source>The TaskRouter workspace has no workers. Add one for each agent, with the agent's name, in the Twilio Console.</source>
            <translation>TaskRouter 工作区中没有 Worker。请在 Twilio 控制台中为每名坐席添加一个，并以坐席姓名命名。</translation>
        </message>
        <message>
            <source>The team could not be read. {problem}</source>
            <translation>无法读取团队。{problem}</translation>
        </message>
        <message>
            <source>{count} agents · as of {time}</source>
            <translation>{count} 名坐席 · 截至 {time}</translation>
        </message>
        <message>
            <source>{count} agents · reading again…</source>
            <translation>{count} 名坐席 · 正在重新读取…</translation>
        </message>
    </context>
    <context>
        <name>TeamRows</name>
        <message>
            <source>Agent</source>
            <translation>坐席</translation>
        </message>
        <message>
            <source>Automated</source>
            <translation>自动</translation>
        </message>
        <message>
            <source>By</source>
            <translation>操作人</translation>
        </message>
        <message>
            <source>Caller ID</source>
            <translation>外显号码</translation>
        </message>
        <message>
            <source>Customized</source>
            <translation>自定义</translation>
        </message>
        <message>
            <source>Mode</source>
            <translation>模式</translation>
        </message>
        <message>
            <source>Now</source>
            <translation>当前</translation>
        </message>
        <message>
            <source>Pinned</source>
            <translation>已固定</translation>
        </message>
        <message>
            <source>Ring groups</source>
            <translation>振铃组</translation>
        </message>
        <message>
            <source>Since</source>
            <translation>自</translation>
        </message>
        <message>
            <source>Until</source>
            <translation>至</translation>
        </message>
        <message>
            <source>Why</source>
            <translation>原因</translation>
        </message>
        <message>
            <source>none: every call asks</source>
            <translation>无：每次呼叫时询问</translation>
        </message>
        <message>
            <source>nothing</source>
            <translation>无</translation>
        </message>
        <message>
            <source>on a call</source>
            <translation>通话中</translation>
        </message>
        <message>
            <source>one fixed number</source>
            <translation>固定一个号码</translation>
        </message>
        <message>
            <source>pinned</source>
            <translation>已固定</translation>
        </message>
    </context>
    <context>
        <name>TeamSheets</name>
        <message>
            <source>&amp;Apply to {count}</source>
            <translation>应用于 {count} 名(&amp;A)</translation>
        </message>
        <message>
            <source>&amp;Export as CSV…</source>
            <translation>导出为 CSV(&amp;E)…</translation>
        </message>
        <message>
            <source>Agent</source>
            <translation>坐席</translation>
        </message>
        <message>
            <source>By</source>
            <translation>操作人</translation>
        </message>
        <message>
            <source>CSV files (*.csv)</source>
            <translation>CSV 文件 (*.csv)</translation>
        </message>
        <message>
            <source>Caller ID</source>
            <translation>外显号码</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>取消</translation>
        </message>
        <message>
            <source>Changes of caller IDs</source>
            <translation>外显号码的更改</translation>
        </message>
        <message>
            <source>Changes of {agent}'s caller ID</source>
            <translation>{agent} 的外显号码更改</translation>
        </message>
        <message>
            <source>Export the record of changes</source>
            <translation>导出更改记录</translation>
        </message>
        <message>
            <source>From</source>
            <translation>更改前</translation>
        </message>
        <message>
            <source>Now</source>
            <translation>当前</translation>
        </message>
        <message>
            <source>Pinned</source>
            <translation>已固定</translation>
        </message>
        <message>
            <source>Preview of the change</source>
            <translation>更改预览</translation>
        </message>
        <message>
            <source>Result</source>
            <translation>结果</translation>
        </message>
        <message>
            <source>The latest first. Each worker at TaskRouter keeps ten; this machine keeps all it has seen.</source>
            <translation>最新的在前。TaskRouter 中每个 Worker 保留十条；本机保留所有见过的记录。</translation>
        </message>
        <message>
            <source>Then</source>
            <translation>更改后</translation>
        </message>
        <message>
            <source>There is nobody for whom this would change anything.</source>
            <translation>这不会更改任何人的设置。</translation>
        </message>
        <message>
            <source>Those to look at come first.</source>
            <translation>需要留意的排在前面。</translation>
        </message>
        <message>
            <source>To</source>
            <translation>更改后</translation>
        </message>
        <message>
            <source>To know</source>
            <translation>说明</translation>
        </message>
        <message>
            <source>Until</source>
            <translation>至</translation>
        </message>
        <message>
            <source>What became of the change</source>
            <translation>更改的结果</translation>
        </message>
        <message>
            <source>What happens</source>
            <translation>影响</translation>
        </message>
        <message>
            <source>When</source>
            <translation>时间</translation>
        </message>
        <message>
            <source>Why</source>
            <translation>原因</translation>
        </message>
        <message>
            <source>caller IDs.csv</source>
            <translation>caller IDs.csv</translation>
        </message>
    </context>
    <context>
        <name>TeamTableView</name>
        <message>
            <source>Agents</source>
            <translation>坐席</translation>
        </message>
        <message>
            <source>Shift or Ctrl selects many; the menu key has more.</source>
            <translation>按住 Shift 或 Ctrl 可多选，按菜单键查看更多操作。</translation>
        </message>
    </context>
    <context>
        <name>TeamWords</name>
        <message>
            <source>Clear what was set</source>
            <translation>清除已设置的号码</translation>
        </message>
        <message>
            <source>by itself</source>
            <translation>系统自动</translation>
        </message>
        <message>
            <source>changed</source>
            <translation>已更改</translation>
        </message>
        <message>
            <source>changed by somebody else</source>
            <translation>已被他人更改</translation>
        </message>
        <message>
            <source>changes</source>
            <translation>将更改</translation>
        </message>
        <message>
            <source>failed</source>
            <translation>失败</translation>
        </message>
        <message>
            <source>has it already</source>
            <translation>已在使用</translation>
        </message>
        <message>
            <source>may not use it</source>
            <translation>无权使用</translation>
        </message>
        <message>
            <source>needed no change</source>
            <translation>无需更改</translation>
        </message>
        <message>
            <source>not done</source>
            <translation>未执行</translation>
        </message>
        <message>
            <source>nothing</source>
            <translation>无</translation>
        </message>
        <message>
            <source>pinned</source>
            <translation>已固定</translation>
        </message>
        <message>
            <source>stays as it is: {why}</source>
            <translation>保持不变：{why}</translation>
        </message>
        <message>
            <source>{count} changed.</source>
            <translation>已更改 {count} 名。</translation>
        </message>
        <message>
            <source>{count} failed.</source>
            <translation>失败 {count} 名。</translation>
        </message>
        <message>
            <source>{count} have it already: nothing changes for them.</source>
            <translation>{count} 名已在使用：对其没有变化。</translation>
        </message>
        <message>
            <source>{count} may not use it and stay as they are.</source>
            <translation>{count} 名无权使用，保持不变。</translation>
        </message>
        <message>
            <source>{count} may not use it and stay as they are; the reasons are below.</source>
            <translation>{count} 名无权使用，保持不变；原因见下方。</translation>
        </message>
        <message>
            <source>{count} needed no change.</source>
            <translation>{count} 名无需更改。</translation>
        </message>
        <message>
            <source>{count} put back.</source>
            <translation>已恢复 {count} 名。</translation>
        </message>
        <message>
            <source>{count} were changed by somebody else meanwhile, and that stays.</source>
            <translation>{count} 名在此期间已被他人更改，予以保留。</translation>
        </message>
        <message>
            <source>{count} were not done.</source>
            <translation>{count} 名未执行。</translation>
        </message>
        <message>
            <source>{count} will change.</source>
            <translation>将更改 {count} 名。</translation>
        </message>
        <message>
            <source>{what}, for good</source>
            <translation>{what}，长期有效</translation>
        </message>
        <message>
            <source>{what}, for good, pinned</source>
            <translation>{what}，长期有效，固定</translation>
        </message>
        <message>
            <source>{what}, until {until}</source>
            <translation>{what}，至 {until}</translation>
        </message>
        <message>
            <source>{what}, until {until}, pinned</source>
            <translation>{what}，至 {until}，固定</translation>
        </message>
    </context>
    <context>
        <name>TonePad</name>
        <message>
            <source>Digits that you type now go to the call.</source>
            <translation>现在输入的数字将发送到通话中。</translation>
        </message>
        <message>
            <source>Keypad tones</source>
            <translation>按键音</translation>
        </message>
        <message>
            <source>Tones sent: {heard}</source>
            <translation>已发送的按键音：{heard}</translation>
        </message>
        <message>
            <source>Tones sent: {heard}. Sending {waiting}…</source>
            <translation>已发送的按键音：{heard}。正在发送 {waiting}…</translation>
        </message>
        <message>
            <source>Type the digits, or press the keys: they go to the call.</source>
            <translation>请输入数字或按键：它们将发送到通话中。</translation>
        </message>
    </context>
    <context>
        <name>Tray</name>
        <message>
            <source>&amp;Hang up</source>
            <translation>挂断(&amp;H)</translation>
        </message>
        <message>
            <source>&amp;Mute</source>
            <translation>静音(&amp;M)</translation>
        </message>
        <message>
            <source>&amp;Open Softphone</source>
            <translation>打开 Softphone(&amp;O)</translation>
        </message>
        <message>
            <source>&amp;Quit</source>
            <translation>退出(&amp;Q)</translation>
        </message>
        <message>
            <source>&amp;Redial</source>
            <translation>重拨(&amp;R)</translation>
        </message>
        <message>
            <source>Call from the &amp;clipboard</source>
            <translation>呼叫剪贴板中的号码(&amp;C)</translation>
        </message>
    </context>
    <context>
        <name>TrayMenu</name>
        <message>
            <source>Call from the &amp;clipboard: {number}</source>
            <translation>呼叫剪贴板中的号码(&amp;C)：{number}</translation>
        </message>
        <message>
            <source>No number on the clipboard</source>
            <translation>剪贴板中没有号码</translation>
        </message>
        <message>
            <source>Softphone</source>
            <translation>Softphone</translation>
        </message>
        <message>
            <source>Softphone: calling {number}</source>
            <translation>Softphone：正在呼叫 {number}</translation>
        </message>
        <message>
            <source>Softphone: nobody is signed in</source>
            <translation>Softphone：未登录</translation>
        </message>
        <message>
            <source>Softphone: talking to {number}</source>
            <translation>Softphone：正在与 {number} 通话</translation>
        </message>
        <message>
            <source>Softphone: talking to {number}, muted</source>
            <translation>Softphone：正在与 {number} 通话，已静音</translation>
        </message>
    </context>
    <context>
        <name>Until</name>
        <message>
            <source>For how long</source>
            <translation>有效期</translation>
        </message>
        <message>
            <source>Until</source>
            <translation>至</translation>
        </message>
        <message>
            <source>for 1 hour</source>
            <translation>1 小时</translation>
        </message>
        <message>
            <source>for good</source>
            <translation>长期有效</translation>
        </message>
        <message>
            <source>until another time…</source>
            <translation>至其他时间…</translation>
        </message>
        <message>
            <source>until today, 18:00</source>
            <translation>至今天 18:00</translation>
        </message>
        <message>
            <source>until tomorrow, 18:00</source>
            <translation>至明天 18:00</translation>
        </message>
        <message>
            <source>until {time}</source>
            <translation>至 {time}</translation>
        </message>
    </context>
    <context>
        <name>WelcomePage</name>
        <message>
            <source>&amp;Sign in…</source>
            <translation>登录(&amp;S)…</translation>
        </message>
        <message>
            <source>&amp;Try it in the sandbox</source>
            <translation>在沙盒中试用(&amp;T)</translation>
        </message>
        <message>
            <source>A company of its own on this computer: call and look around, no real telephone rings.</source>
            <translation>本机上的一家模拟公司：您可以随意呼叫和浏览，不会有真实电话响铃。</translation>
        </message>
        <message>
            <source>Use your company's Twilio account; your supervisor has what it asks for.</source>
            <translation>使用公司的 Twilio 账户；所需信息请向主管索取。</translation>
        </message>
        <message>
            <source>Welcome to Softphone</source>
            <translation>欢迎使用 Softphone</translation>
        </message>
    </context>
    <context>
        <name>WhyModel</name>
        <message>
            <source>The list of numbers was read from Twilio on {when}.</source>
            <translation>号码列表于 {when} 从 Twilio 读取。</translation>
        </message>
        <message>
            <source>{number}: {why}</source>
            <translation>{number}：{why}</translation>
        </message>
        <message>
            <source>{why}. By the rules alone it would be:</source>
            <translation>{why}。若仅按规则，则为：</translation>
        </message>
    </context>
    <context>
        <name>WhyPopup</name>
        <message>
            <source>Numbers passed over</source>
            <translation>未选用的号码</translation>
        </message>
        <message>
            <source>Passed over</source>
            <translation>未选用</translation>
        </message>
        <message>
            <source>Why this number?</source>
            <translation>为什么是这个号码？</translation>
        </message>
        <message>
            <source>found</source>
            <translation>已找到</translation>
        </message>
        <message>
            <source>nobody</source>
            <translation>未找到</translation>
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
            <translation>00 已按 + 处理。</translation>
        </message>
        <message>
            <source>15 was read as the 9 of Argentina's mobiles.</source>
            <translation>15 已读作阿根廷手机号码的 9。</translation>
        </message>
        <message>
            <source>A SIP address, a phone number, or client: and a name.</source>
            <translation>SIP 地址、电话号码，或 client: 加名称。</translation>
        </message>
        <message>
            <source>A contact needs a telephone number.</source>
            <translation>联系人需要有电话号码。</translation>
        </message>
        <message>
            <source>A new one is asked for by itself. If this stays, look at this computer's clock.</source>
            <translation>系统会自动申请新的令牌。如果问题持续，请检查本机的时钟。</translation>
        </message>
        <message>
            <source>A newer version of this program may know better; tell its makers.</source>
            <translation>较新的版本可能已解决；请告知开发者。</translation>
        </message>
        <message>
            <source>A quotation mark is opened here and not closed.</source>
            <translation>此处的引号没有闭合。</translation>
        </message>
        <message>
            <source>A sandbox must be on this machine; “{url}” is not.</source>
            <translation>沙盒必须位于本机；“{url}”不在本机。</translation>
        </message>
        <message>
            <source>A short code cannot be called.</source>
            <translation>无法呼叫短号码。</translation>
        </message>
        <message>
            <source>A system library that audio in the app needs is missing.</source>
            <translation>缺少应用内音频所需的系统库。</translation>
        </message>
        <message>
            <source>A trial account calls verified numbers only.</source>
            <translation>试用账户只能呼叫已验证号码。</translation>
        </message>
        <message>
            <source>A trial account cannot do this.</source>
            <translation>试用账户无法执行此操作。</translation>
        </message>
        <message>
            <source>A web page came in place of Twilio's answer: this network may want you to sign in first.</source>
            <translation>收到的是网页而不是 Twilio 的回复：此网络可能要求先登录。</translation>
        </message>
        <message>
            <source>API key SID</source>
            <translation>API 密钥 SID</translation>
        </message>
        <message>
            <source>Account</source>
            <translation>账户</translation>
        </message>
        <message>
            <source>Account SID</source>
            <translation>账户 SID</translation>
        </message>
        <message>
            <source>Acre</source>
            <translation>阿克里州</translation>
        </message>
        <message>
            <source>Afghanistan</source>
            <translation>阿富汗</translation>
        </message>
        <message>
            <source>Alabama</source>
            <translation>亚拉巴马州</translation>
        </message>
        <message>
            <source>Alagoas</source>
            <translation>阿拉戈斯州</translation>
        </message>
        <message>
            <source>Alaska</source>
            <translation>阿拉斯加州</translation>
        </message>
        <message>
            <source>Albania</source>
            <translation>阿尔巴尼亚</translation>
        </message>
        <message>
            <source>Alberta</source>
            <translation>艾伯塔省</translation>
        </message>
        <message>
            <source>Algeria</source>
            <translation>阿尔及利亚</translation>
        </message>
        <message>
            <source>Allow it in the system's privacy settings, then call again.</source>
            <translation>请在系统的隐私设置中允许，然后重新呼叫。</translation>
        </message>
        <message>
            <source>Amapá</source>
            <translation>阿马帕州</translation>
        </message>
        <message>
            <source>Amazonas</source>
            <translation>亚马孙州</translation>
        </message>
        <message>
            <source>American Samoa</source>
            <translation>美属萨摩亚</translation>
        </message>
        <message>
            <source>An administrator can allow it under Voice, Geographic permissions in the Twilio Console.</source>
            <translation>管理员可以在 Twilio 控制台的“Voice”&gt;“Geographic permissions”中放行。</translation>
        </message>
        <message>
            <source>An administrator can correct it in the company's settings.</source>
            <translation>管理员可以在公司设置中更正。</translation>
        </message>
        <message>
            <source>An administrator can give the key that permission.</source>
            <translation>管理员可以为密钥授予该权限。</translation>
        </message>
        <message>
            <source>An administrator can put the worker's attributes right: they must be a JSON object.</source>
            <translation>管理员可以更正该 Worker 的属性：必须是一个 JSON 对象。</translation>
        </message>
        <message>
            <source>An answer pointed to an address that is not Twilio's, and was not followed.</source>
            <translation>回复指向的地址不属于 Twilio，因此未访问。</translation>
        </message>
        <message>
            <source>Andorra</source>
            <translation>安道尔</translation>
        </message>
        <message>
            <source>Angola</source>
            <translation>安哥拉</translation>
        </message>
        <message>
            <source>Anguilla</source>
            <translation>安圭拉</translation>
        </message>
        <message>
            <source>Antigua &amp; Barbuda</source>
            <translation>安提瓜和巴布达</translation>
        </message>
        <message>
            <source>Any number of the account</source>
            <translation>账户中的任意号码</translation>
        </message>
        <message>
            <source>Argentina</source>
            <translation>阿根廷</translation>
        </message>
        <message>
            <source>Arizona</source>
            <translation>亚利桑那州</translation>
        </message>
        <message>
            <source>Arkansas</source>
            <translation>阿肯色州</translation>
        </message>
        <message>
            <source>Armenia</source>
            <translation>亚美尼亚</translation>
        </message>
        <message>
            <source>Aruba</source>
            <translation>阿鲁巴</translation>
        </message>
        <message>
            <source>As the system</source>
            <translation>跟随系统</translation>
        </message>
        <message>
            <source>As your supervisor knows it, e.g. ana.</source>
            <translation>主管所知的名称，例如 ana。</translation>
        </message>
        <message>
            <source>Ascension Island</source>
            <translation>阿森松岛</translation>
        </message>
        <message>
            <source>Ask the person who manages your Twilio account.</source>
            <translation>请咨询管理您公司 Twilio 账户的人员。</translation>
        </message>
        <message>
            <source>Ask whoever runs your network for a proxy with a password, or for an exception.</source>
            <translation>请网络管理员提供带密码的代理或设置例外。</translation>
        </message>
        <message>
            <source>Ask whoever runs your network to allow Twilio's voice media.</source>
            <translation>请联系网络管理员，放行 Twilio 的语音媒体流量。</translation>
        </message>
        <message>
            <source>Ask whoever runs your network to allow api.twilio.com.</source>
            <translation>请网络管理员放行 api.twilio.com。</translation>
        </message>
        <message>
            <source>Ask whoever runs your network to install their certificate, or set SSL_CERT_FILE.</source>
            <translation>请网络管理员安装其证书，或设置 SSL_CERT_FILE。</translation>
        </message>
        <message>
            <source>Ask whoever runs your network; the proxy is set in HTTPS_PROXY.</source>
            <translation>请询问网络管理员；代理在 HTTPS_PROXY 中设置。</translation>
        </message>
        <message>
            <source>Ask {by}.</source>
            <translation>请咨询 {by}。</translation>
        </message>
        <message>
            <source>Audio in the app is not installed.</source>
            <translation>未安装应用内音频。</translation>
        </message>
        <message>
            <source>Audio in the app is off: your calls ring at another phone.</source>
            <translation>应用内音频已关闭：您的通话在另一部话机上响铃。</translation>
        </message>
        <message>
            <source>Australia</source>
            <translation>澳大利亚</translation>
        </message>
        <message>
            <source>Australia (AU1)</source>
            <translation>澳大利亚 (AU1)</translation>
        </message>
        <message>
            <source>Austria</source>
            <translation>奥地利</translation>
        </message>
        <message>
            <source>Automated uses verified numbers</source>
            <translation>自动模式使用已验证号码</translation>
        </message>
        <message>
            <source>Azerbaijan</source>
            <translation>阿塞拜疆</translation>
        </message>
        <message>
            <source>Bad</source>
            <translation>差</translation>
        </message>
        <message>
            <source>Bahamas</source>
            <translation>巴哈马</translation>
        </message>
        <message>
            <source>Bahia</source>
            <translation>巴伊亚州</translation>
        </message>
        <message>
            <source>Bahrain</source>
            <translation>巴林</translation>
        </message>
        <message>
            <source>Bangladesh</source>
            <translation>孟加拉国</translation>
        </message>
        <message>
            <source>Barbados</source>
            <translation>巴巴多斯</translation>
        </message>
        <message>
            <source>Belarus</source>
            <translation>白俄罗斯</translation>
        </message>
        <message>
            <source>Belgium</source>
            <translation>比利时</translation>
        </message>
        <message>
            <source>Belize</source>
            <translation>伯利兹</translation>
        </message>
        <message>
            <source>Benin</source>
            <translation>贝宁</translation>
        </message>
        <message>
            <source>Bermuda</source>
            <translation>百慕大</translation>
        </message>
        <message>
            <source>Bhutan</source>
            <translation>不丹</translation>
        </message>
        <message>
            <source>Bolivia</source>
            <translation>玻利维亚</translation>
        </message>
        <message>
            <source>Bosnia &amp; Herzegovina</source>
            <translation>波斯尼亚和黑塞哥维那</translation>
        </message>
        <message>
            <source>Botswana</source>
            <translation>博茨瓦纳</translation>
        </message>
        <message>
            <source>Brazil</source>
            <translation>巴西</translation>
        </message>
        <message>
            <source>British Columbia</source>
            <translation>不列颠哥伦比亚省</translation>
        </message>
        <message>
            <source>British Indian Ocean Territory</source>
            <translation>英属印度洋领地</translation>
        </message>
        <message>
            <source>British Virgin Islands</source>
            <translation>英属维尔京群岛</translation>
        </message>
        <message>
            <source>Brunei</source>
            <translation>文莱</translation>
        </message>
        <message>
            <source>Build it where npm is installed, or choose another phone under Account.</source>
            <translation>请在装有 npm 的环境中构建，或在“账户”下选择其他话机。</translation>
        </message>
        <message>
            <source>Built in</source>
            <translation>内置</translation>
        </message>
        <message>
            <source>Bulgaria</source>
            <translation>保加利亚</translation>
        </message>
        <message>
            <source>Burkina Faso</source>
            <translation>布基纳法索</translation>
        </message>
        <message>
            <source>Burundi</source>
            <translation>布隆迪</translation>
        </message>
        <message>
            <source>California</source>
            <translation>加利福尼亚州</translation>
        </message>
        <message>
            <source>Call again.</source>
            <translation>请重新呼叫。</translation>
        </message>
        <message>
            <source>Call again?</source>
            <translation>再次呼叫？</translation>
        </message>
        <message>
            <source>Caller ID</source>
            <translation>外显号码</translation>
        </message>
        <message>
            <source>Calling is switched off for this Twilio account.</source>
            <translation>此 Twilio 账户已关闭通话功能。</translation>
        </message>
        <message>
            <source>Calls will be hard to follow on this line at the moment.</source>
            <translation>目前使用此线路通话会难以听清。</translation>
        </message>
        <message>
            <source>Cambodia</source>
            <translation>柬埔寨</translation>
        </message>
        <message>
            <source>Cameroon</source>
            <translation>喀麦隆</translation>
        </message>
        <message>
            <source>Canada</source>
            <translation>加拿大</translation>
        </message>
        <message>
            <source>Cancelled.</source>
            <translation>已取消。</translation>
        </message>
        <message>
            <source>Cape Verde</source>
            <translation>佛得角</translation>
        </message>
        <message>
            <source>Caribbean Netherlands</source>
            <translation>荷属加勒比区</translation>
        </message>
        <message>
            <source>Cayman Islands</source>
            <translation>开曼群岛</translation>
        </message>
        <message>
            <source>Ceará</source>
            <translation>塞阿拉州</translation>
        </message>
        <message>
            <source>Central African Republic</source>
            <translation>中非共和国</translation>
        </message>
        <message>
            <source>Chad</source>
            <translation>乍得</translation>
        </message>
        <message>
            <source>Check its SID and secret. A key of Ireland or Australia needs the setting twilio.region.</source>
            <translation>请检查其 SID 和密钥。爱尔兰或澳大利亚的密钥需要设置 twilio.region。</translation>
        </message>
        <message>
            <source>Check that it is there and that you may open it.</source>
            <translation>请确认该文件存在，且您有权打开。</translation>
        </message>
        <message>
            <source>Check the account SID under Account.</source>
            <translation>请在“账户”下检查账户 SID。</translation>
        </message>
        <message>
            <source>Check the account SID, and that the key was made in that account and region.</source>
            <translation>请检查账户 SID，并确认密钥是在该账户和区域中创建的。</translation>
        </message>
        <message>
            <source>Check the key, and that it was made in the region that twilio.region names.</source>
            <translation>请检查密钥，并确认它是在 twilio.region 指定的区域创建的。</translation>
        </message>
        <message>
            <source>Check the network connection, then try again.</source>
            <translation>请检查网络连接，然后重试。</translation>
        </message>
        <message>
            <source>Check the network connection. It is tried again by itself.</source>
            <translation>请检查网络连接。系统会自动重试。</translation>
        </message>
        <message>
            <source>Check the network connection; ask whoever runs it to allow Twilio's voice media.</source>
            <translation>请检查网络连接；并联系网络管理员，放行 Twilio 的语音媒体流量。</translation>
        </message>
        <message>
            <source>Check the network connection; behind a proxy, set HTTPS_PROXY.</source>
            <translation>请检查网络连接；若使用代理，请设置 HTTPS_PROXY。</translation>
        </message>
        <message>
            <source>Check the number and call again.</source>
            <translation>请检查号码，然后重新呼叫。</translation>
        </message>
        <message>
            <source>Check the number.</source>
            <translation>请检查号码。</translation>
        </message>
        <message>
            <source>Check what stands between this computer and Twilio, then try again.</source>
            <translation>请检查此电脑与 Twilio 之间的设备，然后重试。</translation>
        </message>
        <message>
            <source>Check what stands between this computer and Twilio.</source>
            <translation>请检查此电脑与 Twilio 之间的设备。</translation>
        </message>
        <message>
            <source>Check who may write there; then try again.</source>
            <translation>请检查该处的写入权限，然后重试。</translation>
        </message>
        <message>
            <source>Chile</source>
            <translation>智利</translation>
        </message>
        <message>
            <source>China</source>
            <translation>中国</translation>
        </message>
        <message>
            <source>Choose a later time.</source>
            <translation>请选择更晚的时间。</translation>
        </message>
        <message>
            <source>Choose another caller ID.</source>
            <translation>请选择其他外显号码。</translation>
        </message>
        <message>
            <source>Choose another folder.</source>
            <translation>请选择其他文件夹。</translation>
        </message>
        <message>
            <source>Choose another name under Account: letters, digits, - and _.</source>
            <translation>请在“账户”下改用其他名称：字母、数字、- 和 _。</translation>
        </message>
        <message>
            <source>Choose another number.</source>
            <translation>请选择其他号码。</translation>
        </message>
        <message>
            <source>Choose it in the system's settings.</source>
            <translation>请在系统设置中选择。</translation>
        </message>
        <message>
            <source>Choose it to call it.</source>
            <translation>选择该号码即可呼叫。</translation>
        </message>
        <message>
            <source>Choose somebody else.</source>
            <translation>请选择其他人。</translation>
        </message>
        <message>
            <source>Choose the number to show before you call.</source>
            <translation>呼叫前请先选择要外显的号码。</translation>
        </message>
        <message>
            <source>Choose the one you want to call.</source>
            <translation>请选择您要呼叫的号码。</translation>
        </message>
        <message>
            <source>Chosen by you</source>
            <translation>由您选定</translation>
        </message>
        <message>
            <source>Christmas Island</source>
            <translation>圣诞岛</translation>
        </message>
        <message>
            <source>Close the other program, or choose another microphone under Preferences.</source>
            <translation>请关闭该程序，或在首选项中选择其他麦克风。</translation>
        </message>
        <message>
            <source>Closing the window keeps the softphone in the tray, where there is one. Off: closing quits.</source>
            <translation>关闭窗口后，软电话继续在系统托盘中运行（若有托盘）。关：关闭窗口即退出。</translation>
        </message>
        <message>
            <source>Cocos (Keeling) Islands</source>
            <translation>科科斯（基林）群岛</translation>
        </message>
        <message>
            <source>Codes with * or # cannot be dialled.</source>
            <translation>无法拨打含 * 或 # 的代码。</translation>
        </message>
        <message>
            <source>Colombia</source>
            <translation>哥伦比亚</translation>
        </message>
        <message>
            <source>Colorado</source>
            <translation>科罗拉多州</translation>
        </message>
        <message>
            <source>Comoros</source>
            <translation>科摩罗</translation>
        </message>
        <message>
            <source>Congo - Brazzaville</source>
            <translation>刚果（布）</translation>
        </message>
        <message>
            <source>Congo - Kinshasa</source>
            <translation>刚果（金）</translation>
        </message>
        <message>
            <source>Connecticut</source>
            <translation>康涅狄格州</translation>
        </message>
        <message>
            <source>Contacts imported: {count}.</source>
            <translation>已导入联系人：{count}。</translation>
        </message>
        <message>
            <source>Cook Islands</source>
            <translation>库克群岛</translation>
        </message>
        <message>
            <source>Costa Rica</source>
            <translation>哥斯达黎加</translation>
        </message>
        <message>
            <source>Croatia</source>
            <translation>克罗地亚</translation>
        </message>
        <message>
            <source>Ctrl+Shift+F8 hangs up, Ctrl+Shift+F9 takes the number from the clipboard. Not on macOS.</source>
            <translation>Ctrl+Shift+F8 挂断，Ctrl+Shift+F9 取用剪贴板中的号码。不适用于 macOS。</translation>
        </message>
        <message>
            <source>Cuba</source>
            <translation>古巴</translation>
        </message>
        <message>
            <source>Curaçao</source>
            <translation>库拉索</translation>
        </message>
        <message>
            <source>Customized: the agent picks a number. Automated: the rules choose one for each call.</source>
            <translation>自定义：由坐席选择号码。自动：由规则为每次通话选择号码。</translation>
        </message>
        <message>
            <source>Cyprus</source>
            <translation>塞浦路斯</translation>
        </message>
        <message>
            <source>Czechia</source>
            <translation>捷克</translation>
        </message>
        <message>
            <source>Côte d’Ivoire</source>
            <translation>科特迪瓦</translation>
        </message>
        <message>
            <source>Dark</source>
            <translation>深色</translation>
        </message>
        <message>
            <source>Default (automatic)</source>
            <translation>默认（自动）</translation>
        </message>
        <message>
            <source>Default is not offered here.</source>
            <translation>此处不提供“默认”选项。</translation>
        </message>
        <message>
            <source>Default is not offered to {agent}.</source>
            <translation>未向 {agent} 提供“默认”选项。</translation>
        </message>
        <message>
            <source>Delaware</source>
            <translation>特拉华州</translation>
        </message>
        <message>
            <source>Denmark</source>
            <translation>丹麦</translation>
        </message>
        <message>
            <source>Dialling</source>
            <translation>拨号</translation>
        </message>
        <message>
            <source>District of Columbia</source>
            <translation>哥伦比亚特区</translation>
        </message>
        <message>
            <source>Distrito Federal</source>
            <translation>巴西联邦区</translation>
        </message>
        <message>
            <source>Djibouti</source>
            <translation>吉布提</translation>
        </message>
        <message>
            <source>Dominica</source>
            <translation>多米尼克</translation>
        </message>
        <message>
            <source>Dominican Republic</source>
            <translation>多米尼加共和国</translation>
        </message>
        <message>
            <source>Ecuador</source>
            <translation>厄瓜多尔</translation>
        </message>
        <message>
            <source>Egypt</source>
            <translation>埃及</translation>
        </message>
        <message>
            <source>El Salvador</source>
            <translation>萨尔瓦多</translation>
        </message>
        <message>
            <source>Equatorial Guinea</source>
            <translation>赤道几内亚</translation>
        </message>
        <message>
            <source>Eritrea</source>
            <translation>厄立特里亚</translation>
        </message>
        <message>
            <source>Espírito Santo</source>
            <translation>圣埃斯皮里图州</translation>
        </message>
        <message>
            <source>Estonia</source>
            <translation>爱沙尼亚</translation>
        </message>
        <message>
            <source>Eswatini</source>
            <translation>斯威士兰</translation>
        </message>
        <message>
            <source>Ethiopia</source>
            <translation>埃塞俄比亚</translation>
        </message>
        <message>
            <source>Exactly as typed: nothing was assumed.</source>
            <translation>完全按输入拨号：未作任何推断。</translation>
        </message>
        <message>
            <source>Export the contacts as CSV or vCard (.vcf), and choose that file.</source>
            <translation>请将联系人导出为 CSV 或 vCard (.vcf)，然后选择该文件。</translation>
        </message>
        <message>
            <source>Export the contacts without pictures, or in several files.</source>
            <translation>请在导出联系人时不含照片，或分成多个文件导出。</translation>
        </message>
        <message>
            <source>Extension {extension} is not dialled.</source>
            <translation>不会拨打分机号 {extension}。</translation>
        </message>
        <message>
            <source>Fair</source>
            <translation>一般</translation>
        </message>
        <message>
            <source>Falkland Islands</source>
            <translation>福克兰群岛</translation>
        </message>
        <message>
            <source>Faroe Islands</source>
            <translation>法罗群岛</translation>
        </message>
        <message>
            <source>Fiji</source>
            <translation>斐济</translation>
        </message>
        <message>
            <source>Finish the transfer first.</source>
            <translation>请先完成转接。</translation>
        </message>
        <message>
            <source>Finland</source>
            <translation>芬兰</translation>
        </message>
        <message>
            <source>First of your local numbers</source>
            <translation>您的第一个本地号码</translation>
        </message>
        <message>
            <source>First of your local numbers in {country}</source>
            <translation>您在{country}的第一个本地号码</translation>
        </message>
        <message>
            <source>First of your local numbers with +{calling_code}</source>
            <translation>您的第一个 +{calling_code} 本地号码</translation>
        </message>
        <message>
            <source>Florida</source>
            <translation>佛罗里达州</translation>
        </message>
        <message>
            <source>France</source>
            <translation>法国</translation>
        </message>
        <message>
            <source>French Guiana</source>
            <translation>法属圭亚那</translation>
        </message>
        <message>
            <source>French Polynesia</source>
            <translation>法属波利尼西亚</translation>
        </message>
        <message>
            <source>Gabon</source>
            <translation>加蓬</translation>
        </message>
        <message>
            <source>Gambia</source>
            <translation>冈比亚</translation>
        </message>
        <message>
            <source>Georgia</source>
            <translation>佐治亚州</translation>
        </message>
        <message>
            <source>Georgia (country)</source>
            <translation>格鲁吉亚</translation>
        </message>
        <message>
            <source>Germany</source>
            <translation>德国</translation>
        </message>
        <message>
            <source>Ghana</source>
            <translation>加纳</translation>
        </message>
        <message>
            <source>Gibraltar</source>
            <translation>直布罗陀</translation>
        </message>
        <message>
            <source>Go on. If it comes again, send a report: Help, Report for support.</source>
            <translation>可以继续。若再次出现，请发送报告：帮助，给支持人员的报告。</translation>
        </message>
        <message>
            <source>Goiás</source>
            <translation>戈亚斯州</translation>
        </message>
        <message>
            <source>Good</source>
            <translation>良好</translation>
        </message>
        <message>
            <source>Greece</source>
            <translation>希腊</translation>
        </message>
        <message>
            <source>Greenland</source>
            <translation>格陵兰</translation>
        </message>
        <message>
            <source>Grenada</source>
            <translation>格林纳达</translation>
        </message>
        <message>
            <source>Guadeloupe</source>
            <translation>瓜德罗普</translation>
        </message>
        <message>
            <source>Guam</source>
            <translation>关岛</translation>
        </message>
        <message>
            <source>Guatemala</source>
            <translation>危地马拉</translation>
        </message>
        <message>
            <source>Guernsey</source>
            <translation>根西岛</translation>
        </message>
        <message>
            <source>Guinea</source>
            <translation>几内亚</translation>
        </message>
        <message>
            <source>Guinea-Bissau</source>
            <translation>几内亚比绍</translation>
        </message>
        <message>
            <source>Guyana</source>
            <translation>圭亚那</translation>
        </message>
        <message>
            <source>Haiti</source>
            <translation>海地</translation>
        </message>
        <message>
            <source>Hanging up…</source>
            <translation>正在挂断…</translation>
        </message>
        <message>
            <source>Hawaii</source>
            <translation>夏威夷州</translation>
        </message>
        <message>
            <source>Home country</source>
            <translation>所在国家/地区</translation>
        </message>
        <message>
            <source>Honduras</source>
            <translation>洪都拉斯</translation>
        </message>
        <message>
            <source>Hong Kong</source>
            <translation>中国香港特别行政区</translation>
        </message>
        <message>
            <source>Hungary</source>
            <translation>匈牙利</translation>
        </message>
        <message>
            <source>Iceland</source>
            <translation>冰岛</translation>
        </message>
        <message>
            <source>Idaho</source>
            <translation>爱达荷州</translation>
        </message>
        <message>
            <source>Illinois</source>
            <translation>伊利诺伊州</translation>
        </message>
        <message>
            <source>In a Flatpak the system's settings choose the program for links.</source>
            <translation>在 Flatpak 中，打开链接的程序由系统设置决定。</translation>
        </message>
        <message>
            <source>In the tray, or minimised where there is none.</source>
            <translation>启动后位于系统托盘中；没有托盘时最小化。</translation>
        </message>
        <message>
            <source>In {country} this number is {number} today.</source>
            <translation>在{country}，此号码现为 {number}。</translation>
        </message>
        <message>
            <source>India</source>
            <translation>印度</translation>
        </message>
        <message>
            <source>Indiana</source>
            <translation>印第安纳州</translation>
        </message>
        <message>
            <source>Indonesia</source>
            <translation>印度尼西亚</translation>
        </message>
        <message>
            <source>Install it with: pip install 'softphone[audio]'. Or choose another phone under Account.</source>
            <translation>请用以下命令安装：pip install 'softphone[audio]'。或在“账户”下选择其他话机。</translation>
        </message>
        <message>
            <source>Invisible characters were left out.</source>
            <translation>已忽略不可见字符。</translation>
        </message>
        <message>
            <source>Iowa</source>
            <translation>艾奥瓦州</translation>
        </message>
        <message>
            <source>Iran</source>
            <translation>伊朗</translation>
        </message>
        <message>
            <source>Iraq</source>
            <translation>伊拉克</translation>
        </message>
        <message>
            <source>Ireland</source>
            <translation>爱尔兰</translation>
        </message>
        <message>
            <source>Ireland (IE1)</source>
            <translation>爱尔兰 (IE1)</translation>
        </message>
        <message>
            <source>Isle of Man</source>
            <translation>马恩岛</translation>
        </message>
        <message>
            <source>Israel</source>
            <translation>以色列</translation>
        </message>
        <message>
            <source>It cannot carry calls any more.</source>
            <translation>该号码已无法用于通话。</translation>
        </message>
        <message>
            <source>It cannot carry calls.</source>
            <translation>该号码无法用于通话。</translation>
        </message>
        <message>
            <source>It is not known where your phone rings.</source>
            <translation>尚不清楚您用哪部话机接听。</translation>
        </message>
        <message>
            <source>It is not known whether the other side still hears. Call again once your line is ready.</source>
            <translation>不清楚对方是否还能听到。线路就绪后请重新呼叫。</translation>
        </message>
        <message>
            <source>It is set to receive fax.</source>
            <translation>该号码已设置为接收传真。</translation>
        </message>
        <message>
            <source>It is the number being called.</source>
            <translation>这正是被叫号码。</translation>
        </message>
        <message>
            <source>It is tried again by itself.</source>
            <translation>系统会自动重试。</translation>
        </message>
        <message>
            <source>It is {owner}'s dedicated line.</source>
            <translation>这是 {owner} 的专属号码。</translation>
        </message>
        <message>
            <source>It looks like desk@acme.example.</source>
            <translation>格式如 desk@acme.example。</translation>
        </message>
        <message>
            <source>It must be made with a standard API key of this account, or come from your company's token URL.</source>
            <translation>令牌必须用此账户的标准 API 密钥生成，或来自公司的令牌 URL。</translation>
        </message>
        <message>
            <source>It needs the permission “{needs}”; an administrator can give it that.</source>
            <translation>需要“{needs}”权限；管理员可以授予。</translation>
        </message>
        <message>
            <source>It replaced {caller_id}, which {by} had set at {time}.</source>
            <translation>替换了 {by} 于 {time} 设置的 {caller_id}。</translation>
        </message>
        <message>
            <source>It should be {expected}.</source>
            <translation>应为 {expected}。</translation>
        </message>
        <message>
            <source>It was cleared since.</source>
            <translation>此后已被清除。</translation>
        </message>
        <message>
            <source>Italy</source>
            <translation>意大利</translation>
        </message>
        <message>
            <source>Jamaica</source>
            <translation>牙买加</translation>
        </message>
        <message>
            <source>Japan</source>
            <translation>日本</translation>
        </message>
        <message>
            <source>Jersey</source>
            <translation>泽西岛</translation>
        </message>
        <message>
            <source>Jordan</source>
            <translation>约旦</translation>
        </message>
        <message>
            <source>Kansas</source>
            <translation>堪萨斯州</translation>
        </message>
        <message>
            <source>Kazakhstan</source>
            <translation>哈萨克斯坦</translation>
        </message>
        <message>
            <source>Keep running in the tray</source>
            <translation>在系统托盘中保持运行</translation>
        </message>
        <message>
            <source>Kentucky</source>
            <translation>肯塔基州</translation>
        </message>
        <message>
            <source>Kenya</source>
            <translation>肯尼亚</translation>
        </message>
        <message>
            <source>Keys for when they have answered: {keys}.</source>
            <translation>对方接听后的按键：{keys}。</translation>
        </message>
        <message>
            <source>Keys that work in every window</source>
            <translation>全局快捷键</translation>
        </message>
        <message>
            <source>Kiribati</source>
            <translation>基里巴斯</translation>
        </message>
        <message>
            <source>Kosovo</source>
            <translation>科索沃</translation>
        </message>
        <message>
            <source>Kuwait</source>
            <translation>科威特</translation>
        </message>
        <message>
            <source>Kyrgyzstan</source>
            <translation>吉尔吉斯斯坦</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>语言</translation>
        </message>
        <message>
            <source>Laos</source>
            <translation>老挝</translation>
        </message>
        <message>
            <source>Last resort</source>
            <translation>最后备选</translation>
        </message>
        <message>
            <source>Latvia</source>
            <translation>拉脱维亚</translation>
        </message>
        <message>
            <source>Leave a VPN if you may, and stop large uploads. Pause a little before you speak.</source>
            <translation>如获许可，请断开 VPN，并停止大文件上传。说话前请稍作停顿。</translation>
        </message>
        <message>
            <source>Lebanon</source>
            <translation>黎巴嫩</translation>
        </message>
        <message>
            <source>Left out: “{text}”.</source>
            <translation>已忽略：“{text}”。</translation>
        </message>
        <message>
            <source>Lesotho</source>
            <translation>莱索托</translation>
        </message>
        <message>
            <source>Letters were read as keypad digits.</source>
            <translation>字母已按拨号键盘转换为数字。</translation>
        </message>
        <message>
            <source>Liberia</source>
            <translation>利比里亚</translation>
        </message>
        <message>
            <source>Libya</source>
            <translation>利比亚</translation>
        </message>
        <message>
            <source>Liechtenstein</source>
            <translation>列支敦士登</translation>
        </message>
        <message>
            <source>Light</source>
            <translation>浅色</translation>
        </message>
        <message>
            <source>Light, dark, or as the system is.</source>
            <translation>浅色、深色或跟随系统。</translation>
        </message>
        <message>
            <source>Links call by themselves</source>
            <translation>点击链接直接呼叫</translation>
        </message>
        <message>
            <source>Links that start with tel:, callto: or sip: do.</source>
            <translation>以 tel:、callto: 或 sip: 开头的链接才指向电话。</translation>
        </message>
        <message>
            <source>Lithuania</source>
            <translation>立陶宛</translation>
        </message>
        <message>
            <source>Look</source>
            <translation>外观</translation>
        </message>
        <message>
            <source>Look at Recents before you call again.</source>
            <translation>重新呼叫前，请先查看“最近通话”。</translation>
        </message>
        <message>
            <source>Look at the number shown now, then call again.</source>
            <translation>请查看现在外显的号码，然后重新呼叫。</translation>
        </message>
        <message>
            <source>Look for a mute switch on the headset, or choose another microphone under Preferences.</source>
            <translation>请检查耳机上的静音开关，或在首选项中选择其他麦克风。</translation>
        </message>
        <message>
            <source>Look the number up where it came from.</source>
            <translation>请到来源处查找该号码。</translation>
        </message>
        <message>
            <source>Louisiana</source>
            <translation>路易斯安那州</translation>
        </message>
        <message>
            <source>Luxembourg</source>
            <translation>卢森堡</translation>
        </message>
        <message>
            <source>Macao</source>
            <translation>中国澳门特别行政区</translation>
        </message>
        <message>
            <source>Madagascar</source>
            <translation>马达加斯加</translation>
        </message>
        <message>
            <source>Maine</source>
            <translation>缅因州</translation>
        </message>
        <message>
            <source>Make room on the disk, or check who may write there; then try again.</source>
            <translation>请腾出磁盘空间，或检查该处的写入权限，然后重试。</translation>
        </message>
        <message>
            <source>Malawi</source>
            <translation>马拉维</translation>
        </message>
        <message>
            <source>Malaysia</source>
            <translation>马来西亚</translation>
        </message>
        <message>
            <source>Maldives</source>
            <translation>马尔代夫</translation>
        </message>
        <message>
            <source>Mali</source>
            <translation>马里</translation>
        </message>
        <message>
            <source>Malta</source>
            <translation>马耳他</translation>
        </message>
        <message>
            <source>Manitoba</source>
            <translation>马尼托巴省</translation>
        </message>
        <message>
            <source>Maranhão</source>
            <translation>马拉尼昂州</translation>
        </message>
        <message>
            <source>Marshall Islands</source>
            <translation>马绍尔群岛</translation>
        </message>
        <message>
            <source>Martinique</source>
            <translation>马提尼克</translation>
        </message>
        <message>
            <source>Maryland</source>
            <translation>马里兰州</translation>
        </message>
        <message>
            <source>Massachusetts</source>
            <translation>马萨诸塞州</translation>
        </message>
        <message>
            <source>Mato Grosso</source>
            <translation>马托格罗索州</translation>
        </message>
        <message>
            <source>Mato Grosso do Sul</source>
            <translation>南马托格罗索州</translation>
        </message>
        <message>
            <source>Mauritania</source>
            <translation>毛里塔尼亚</translation>
        </message>
        <message>
            <source>Mauritius</source>
            <translation>毛里求斯</translation>
        </message>
        <message>
            <source>Mayotte</source>
            <translation>马约特</translation>
        </message>
        <message>
            <source>Mexico</source>
            <translation>墨西哥</translation>
        </message>
        <message>
            <source>Michigan</source>
            <translation>密歇根州</translation>
        </message>
        <message>
            <source>Micronesia</source>
            <translation>密克罗尼西亚</translation>
        </message>
        <message>
            <source>Microphone</source>
            <translation>麦克风</translation>
        </message>
        <message>
            <source>Minas Gerais</source>
            <translation>米纳斯吉拉斯州</translation>
        </message>
        <message>
            <source>Minnesota</source>
            <translation>明尼苏达州</translation>
        </message>
        <message>
            <source>Mississippi</source>
            <translation>密西西比州</translation>
        </message>
        <message>
            <source>Missouri</source>
            <translation>密苏里州</translation>
        </message>
        <message>
            <source>Moldova</source>
            <translation>摩尔多瓦</translation>
        </message>
        <message>
            <source>Monaco</source>
            <translation>摩纳哥</translation>
        </message>
        <message>
            <source>Mongolia</source>
            <translation>蒙古</translation>
        </message>
        <message>
            <source>Montana</source>
            <translation>蒙大拿州</translation>
        </message>
        <message>
            <source>Montenegro</source>
            <translation>黑山</translation>
        </message>
        <message>
            <source>Montserrat</source>
            <translation>蒙特塞拉特</translation>
        </message>
        <message>
            <source>Morocco</source>
            <translation>摩洛哥</translation>
        </message>
        <message>
            <source>Mozambique</source>
            <translation>莫桑比克</translation>
        </message>
        <message>
            <source>Myanmar (Burma)</source>
            <translation>缅甸</translation>
        </message>
        <message>
            <source>Name the column with the numbers “Phone”, and choose the file again.</source>
            <translation>请将号码所在列命名为“Phone”，然后重新选择该文件。</translation>
        </message>
        <message>
            <source>Namibia</source>
            <translation>纳米比亚</translation>
        </message>
        <message>
            <source>Nauru</source>
            <translation>瑙鲁</translation>
        </message>
        <message>
            <source>Nebraska</source>
            <translation>内布拉斯加州</translation>
        </message>
        <message>
            <source>Nepal</source>
            <translation>尼泊尔</translation>
        </message>
        <message>
            <source>Netherlands</source>
            <translation>荷兰</translation>
        </message>
        <message>
            <source>Nevada</source>
            <translation>内华达州</translation>
        </message>
        <message>
            <source>New Brunswick</source>
            <translation>新不伦瑞克省</translation>
        </message>
        <message>
            <source>New Caledonia</source>
            <translation>新喀里多尼亚</translation>
        </message>
        <message>
            <source>New Hampshire</source>
            <translation>新罕布什尔州</translation>
        </message>
        <message>
            <source>New Jersey</source>
            <translation>新泽西州</translation>
        </message>
        <message>
            <source>New Mexico</source>
            <translation>新墨西哥州</translation>
        </message>
        <message>
            <source>New York</source>
            <translation>纽约州</translation>
        </message>
        <message>
            <source>New Zealand</source>
            <translation>新西兰</translation>
        </message>
        <message>
            <source>Newfoundland and Labrador</source>
            <translation>纽芬兰与拉布拉多省</translation>
        </message>
        <message>
            <source>Nicaragua</source>
            <translation>尼加拉瓜</translation>
        </message>
        <message>
            <source>Niger</source>
            <translation>尼日尔</translation>
        </message>
        <message>
            <source>Nigeria</source>
            <translation>尼日利亚</translation>
        </message>
        <message>
            <source>Niue</source>
            <translation>纽埃</translation>
        </message>
        <message>
            <source>No</source>
            <translation>否</translation>
        </message>
        <message>
            <source>No caller ID reached Twilio.</source>
            <translation>Twilio 未收到外显号码。</translation>
        </message>
        <message>
            <source>No number to call reached Twilio.</source>
            <translation>Twilio 未收到要呼叫的号码。</translation>
        </message>
        <message>
            <source>No number was given.</source>
            <translation>未提供号码。</translation>
        </message>
        <message>
            <source>No phone rings for this call any more.</source>
            <translation>这通电话不会再有任何电话响铃。</translation>
        </message>
        <message>
            <source>No sound arrives here.</source>
            <translation>本机收不到声音。</translation>
        </message>
        <message>
            <source>Nobody is chosen yet.</source>
            <translation>尚未选择任何人。</translation>
        </message>
        <message>
            <source>Nobody is waiting.</source>
            <translation>没有人在等待。</translation>
        </message>
        <message>
            <source>Nobody knows whether your phone rang</source>
            <translation>无法得知您的电话是否响过</translation>
        </message>
        <message>
            <source>None of the account's numbers can be shown automatically.</source>
            <translation>账户中没有可自动外显的号码。</translation>
        </message>
        <message>
            <source>None of your local numbers is in +{calling_code} {area_code}</source>
            <translation>您的本地号码均不在 +{calling_code} {area_code}</translation>
        </message>
        <message>
            <source>None of your local numbers is in {country}</source>
            <translation>您的本地号码均不在{country}</translation>
        </message>
        <message>
            <source>None of your local numbers is in {state}</source>
            <translation>您的本地号码均不在 {state}</translation>
        </message>
        <message>
            <source>Norfolk Island</source>
            <translation>诺福克岛</translation>
        </message>
        <message>
            <source>North Carolina</source>
            <translation>北卡罗来纳州</translation>
        </message>
        <message>
            <source>North Dakota</source>
            <translation>北达科他州</translation>
        </message>
        <message>
            <source>North Korea</source>
            <translation>朝鲜</translation>
        </message>
        <message>
            <source>North Macedonia</source>
            <translation>北马其顿</translation>
        </message>
        <message>
            <source>Northern Mariana Islands</source>
            <translation>北马里亚纳群岛</translation>
        </message>
        <message>
            <source>Northwest Territories</source>
            <translation>西北地区</translation>
        </message>
        <message>
            <source>Norway</source>
            <translation>挪威</translation>
        </message>
        <message>
            <source>Not set</source>
            <translation>未设置</translation>
        </message>
        <message>
            <source>Nothing changed</source>
            <translation>没有变化</translation>
        </message>
        <message>
            <source>Nothing is heard from your microphone.</source>
            <translation>听不到您麦克风的声音。</translation>
        </message>
        <message>
            <source>Nothing was changed. Try again in a minute.</source>
            <translation>未作任何更改。请一分钟后重试。</translation>
        </message>
        <message>
            <source>Nova Scotia</source>
            <translation>新斯科舍省</translation>
        </message>
        <message>
            <source>Numbers that are only verified with Twilio may be picked; calls back do not reach you.</source>
            <translation>可以选择仅在 Twilio 验证过的号码；回拨无法接通到您。</translation>
        </message>
        <message>
            <source>Nunavut</source>
            <translation>努纳武特地区</translation>
        </message>
        <message>
            <source>Of incoming calls.</source>
            <translation>来电的响铃音量。</translation>
        </message>
        <message>
            <source>Of the customer's voice.</source>
            <translation>客户声音的音量。</translation>
        </message>
        <message>
            <source>Off by default: nobody can call them back through us, and carriers trust them less.</source>
            <translation>默认关闭：客户无法通过我们回拨这些号码，运营商对其信任度也较低。</translation>
        </message>
        <message>
            <source>Off: a tel: link only fills in the number. On: it calls after 3 seconds in which you can cancel.</source>
            <translation>关：tel: 链接只填入号码。开：3 秒后呼叫，期间可以取消。</translation>
        </message>
        <message>
            <source>Off: every call is Automated.</source>
            <translation>关：所有通话均为自动模式。</translation>
        </message>
        <message>
            <source>Offer Default (automatic)</source>
            <translation>提供“默认（自动）”</translation>
        </message>
        <message>
            <source>Offer verified numbers</source>
            <translation>提供已验证号码</translation>
        </message>
        <message>
            <source>Ohio</source>
            <translation>俄亥俄州</translation>
        </message>
        <message>
            <source>Oklahoma</source>
            <translation>俄克拉何马州</translation>
        </message>
        <message>
            <source>Oman</source>
            <translation>阿曼</translation>
        </message>
        <message>
            <source>On a trial account, Twilio fixes which number is shown to whom.</source>
            <translation>使用试用账户时，向谁外显哪个号码由 Twilio 决定。</translation>
        </message>
        <message>
            <source>On macOS the system asks which program opens a link.</source>
            <translation>在 macOS 上，系统会询问用哪个程序打开链接。</translation>
        </message>
        <message>
            <source>On your desktop</source>
            <translation>桌面集成</translation>
        </message>
        <message>
            <source>One of your local numbers</source>
            <translation>您的一个本地号码</translation>
        </message>
        <message>
            <source>One of your local numbers in {country}</source>
            <translation>您在{country}的本地号码之一</translation>
        </message>
        <message>
            <source>One of your local numbers with +{calling_code}</source>
            <translation>您的一个 +{calling_code} 本地号码</translation>
        </message>
        <message>
            <source>Only an administrator may place it: run the command as one.</source>
            <translation>只有管理员可以放置该文件：请以管理员身份运行该命令。</translation>
        </message>
        <message>
            <source>Only telephone numbers can be called from here.</source>
            <translation>此处只能呼叫电话号码。</translation>
        </message>
        <message>
            <source>Only the agent's ring groups</source>
            <translation>仅限坐席所在的振铃组</translation>
        </message>
        <message>
            <source>Ontario</source>
            <translation>安大略省</translation>
        </message>
        <message>
            <source>Open any page in your browser, sign in there, then try again.</source>
            <translation>请在浏览器中打开任意网页并登录，然后重试。</translation>
        </message>
        <message>
            <source>Open it, save it as CSV UTF-8, and choose that file.</source>
            <translation>请打开该文件，另存为 CSV UTF-8，然后选择另存的文件。</translation>
        </message>
        <message>
            <source>Oregon</source>
            <translation>俄勒冈州</translation>
        </message>
        <message>
            <source>Other programs changed {name} at Twilio each of three times.</source>
            <translation>三次尝试中，其他程序每次都更改了 Twilio 中的 {name}。</translation>
        </message>
        <message>
            <source>Pakistan</source>
            <translation>巴基斯坦</translation>
        </message>
        <message>
            <source>Palau</source>
            <translation>帕劳</translation>
        </message>
        <message>
            <source>Palestinian Territories</source>
            <translation>巴勒斯坦领土</translation>
        </message>
        <message>
            <source>Panama</source>
            <translation>巴拿马</translation>
        </message>
        <message>
            <source>Papua New Guinea</source>
            <translation>巴布亚新几内亚</translation>
        </message>
        <message>
            <source>Paraguay</source>
            <translation>巴拉圭</translation>
        </message>
        <message>
            <source>Paraná</source>
            <translation>巴拉那州</translation>
        </message>
        <message>
            <source>Paraíba</source>
            <translation>帕拉伊巴州</translation>
        </message>
        <message>
            <source>Parts of the sound are lost on the way.</source>
            <translation>部分声音在传输途中丢失。</translation>
        </message>
        <message>
            <source>Pará</source>
            <translation>帕拉州</translation>
        </message>
        <message>
            <source>Paste the number alone.</source>
            <translation>请只粘贴号码。</translation>
        </message>
        <message>
            <source>Pennsylvania</source>
            <translation>宾夕法尼亚州</translation>
        </message>
        <message>
            <source>Pernambuco</source>
            <translation>伯南布哥州</translation>
        </message>
        <message>
            <source>Peru</source>
            <translation>秘鲁</translation>
        </message>
        <message>
            <source>Philippines</source>
            <translation>菲律宾</translation>
        </message>
        <message>
            <source>Piauí</source>
            <translation>皮奥伊州</translation>
        </message>
        <message>
            <source>Pinned for this contact</source>
            <translation>已为此联系人固定</translation>
        </message>
        <message>
            <source>Pinned for this contact, but: {problem}</source>
            <translation>已为此联系人固定，但是：{problem}</translation>
        </message>
        <message>
            <source>Plug in a headset; it is found by itself.</source>
            <translation>请插入耳机，系统会自动识别。</translation>
        </message>
        <message>
            <source>Poland</source>
            <translation>波兰</translation>
        </message>
        <message>
            <source>Portugal</source>
            <translation>葡萄牙</translation>
        </message>
        <message>
            <source>Prince Edward Island</source>
            <translation>爱德华王子岛省</translation>
        </message>
        <message>
            <source>Puerto Rico</source>
            <translation>波多黎各</translation>
        </message>
        <message>
            <source>Put them into HTTPS_PROXY: http://NAME:PASSWORD@HOST:PORT.</source>
            <translation>请写入 HTTPS_PROXY：http://NAME:PASSWORD@HOST:PORT。</translation>
        </message>
        <message>
            <source>Qatar</source>
            <translation>卡塔尔</translation>
        </message>
        <message>
            <source>Quebec</source>
            <translation>魁北克省</translation>
        </message>
        <message>
            <source>Quiet hours</source>
            <translation>免打扰时段</translation>
        </message>
        <message>
            <source>Read with +{calling_code}, {country}.</source>
            <translation>已按 +{calling_code}（{country}）解读。</translation>
        </message>
        <message>
            <source>Refresh the numbers, then try again.</source>
            <translation>请刷新号码，然后重试。</translation>
        </message>
        <message>
            <source>Remembered by its name and id; another one is used while it is not plugged in.</source>
            <translation>按名称和 ID 记住；未连接时使用其他设备。</translation>
        </message>
        <message>
            <source>Rhode Island</source>
            <translation>罗得岛州</translation>
        </message>
        <message>
            <source>Ring volume</source>
            <translation>响铃音量</translation>
        </message>
        <message>
            <source>Ringing your phone…</source>
            <translation>正在呼叫您的话机…</translation>
        </message>
        <message>
            <source>Rings at</source>
            <translation>响铃设备</translation>
        </message>
        <message>
            <source>Rio Grande do Norte</source>
            <translation>北里奥格兰德州</translation>
        </message>
        <message>
            <source>Rio Grande do Sul</source>
            <translation>南里奥格兰德州</translation>
        </message>
        <message>
            <source>Rio de Janeiro</source>
            <translation>里约热内卢州</translation>
        </message>
        <message>
            <source>Romania</source>
            <translation>罗马尼亚</translation>
        </message>
        <message>
            <source>Rondônia</source>
            <translation>朗多尼亚州</translation>
        </message>
        <message>
            <source>Roraima</source>
            <translation>罗赖马州</translation>
        </message>
        <message>
            <source>Russia</source>
            <translation>俄罗斯</translation>
        </message>
        <message>
            <source>Rwanda</source>
            <translation>卢旺达</translation>
        </message>
        <message>
            <source>Réunion</source>
            <translation>留尼汪</translation>
        </message>
        <message>
            <source>SIP is not switched on for this Twilio account.</source>
            <translation>此 Twilio 账户未启用 SIP。</translation>
        </message>
        <message>
            <source>Same area code, +{calling_code} {area_code}</source>
            <translation>区号相同，+{calling_code} {area_code}</translation>
        </message>
        <message>
            <source>Same caller ID as last time</source>
            <translation>与上次相同的主叫号码</translation>
        </message>
        <message>
            <source>Same country code, +{calling_code}</source>
            <translation>国家代码相同，+{calling_code}</translation>
        </message>
        <message>
            <source>Same country, {country}</source>
            <translation>国家/地区相同，{country}</translation>
        </message>
        <message>
            <source>Same state, {state}</source>
            <translation>州/省相同，{state}</translation>
        </message>
        <message>
            <source>Samoa</source>
            <translation>萨摩亚</translation>
        </message>
        <message>
            <source>San Marino</source>
            <translation>圣马力诺</translation>
        </message>
        <message>
            <source>Santa Catarina</source>
            <translation>圣卡塔琳娜州</translation>
        </message>
        <message>
            <source>Saskatchewan</source>
            <translation>萨斯喀彻温省</translation>
        </message>
        <message>
            <source>Saudi Arabia</source>
            <translation>沙特阿拉伯</translation>
        </message>
        <message>
            <source>Senegal</source>
            <translation>塞内加尔</translation>
        </message>
        <message>
            <source>Serbia</source>
            <translation>塞尔维亚</translation>
        </message>
        <message>
            <source>Sergipe</source>
            <translation>塞尔希培州</translation>
        </message>
        <message>
            <source>Set by {by}</source>
            <translation>由 {by} 设置</translation>
        </message>
        <message>
            <source>Set by {by} until {until}</source>
            <translation>由 {by} 设置，至 {until}</translation>
        </message>
        <message>
            <source>Set by {by} until {until}: {why}</source>
            <translation>由 {by} 设置，至 {until}：{why}</translation>
        </message>
        <message>
            <source>Set by {by}: {why}</source>
            <translation>由 {by} 设置：{why}</translation>
        </message>
        <message>
            <source>Set by {name}</source>
            <translation>由 {name} 设置</translation>
        </message>
        <message>
            <source>Set for you by your administrator</source>
            <translation>由管理员为您设置</translation>
        </message>
        <message>
            <source>Set for you by {name}</source>
            <translation>由 {name} 为您设置</translation>
        </message>
        <message>
            <source>Set it to that line, a JSON object, or unset it.</source>
            <translation>请将其设为该行内容（一个 JSON 对象），或取消设置。</translation>
        </message>
        <message>
            <source>Set it under Account, then call again.</source>
            <translation>请在“账户”下设置，然后重新呼叫。</translation>
        </message>
        <message>
            <source>Set {name} to a file of certificates (PEM), or unset it.</source>
            <translation>请将 {name} 设为证书文件 (PEM)，或取消设置。</translation>
        </message>
        <message>
            <source>Seychelles</source>
            <translation>塞舌尔</translation>
        </message>
        <message>
            <source>Show a small panel during calls</source>
            <translation>通话时显示小面板</translation>
        </message>
        <message>
            <source>Show the caller ID picker</source>
            <translation>显示外显号码选择器</translation>
        </message>
        <message>
            <source>Sierra Leone</source>
            <translation>塞拉利昂</translation>
        </message>
        <message>
            <source>Sign in again under Account, with the key of the right account and region.</source>
            <translation>请在“账户”下使用正确账户和区域的密钥重新登录。</translation>
        </message>
        <message>
            <source>Singapore</source>
            <translation>新加坡</translation>
        </message>
        <message>
            <source>Sint Maarten</source>
            <translation>荷属圣马丁</translation>
        </message>
        <message>
            <source>Slovakia</source>
            <translation>斯洛伐克</translation>
        </message>
        <message>
            <source>Slovenia</source>
            <translation>斯洛文尼亚</translation>
        </message>
        <message>
            <source>Softphone is now among the programs for tel: links. Choose it in Settings, Apps, Default apps.</source>
            <translation>Softphone 现已列入可打开 tel: 链接的程序。请在“设置”&gt;“应用”&gt;“默认应用”中选择。</translation>
        </message>
        <message>
            <source>Softphone is open already, but does not answer.</source>
            <translation>Softphone 已经打开，但没有响应。</translation>
        </message>
        <message>
            <source>Solomon Islands</source>
            <translation>所罗门群岛</translation>
        </message>
        <message>
            <source>Somalia</source>
            <translation>索马里</translation>
        </message>
        <message>
            <source>Somebody else changed {name} at the same moment.</source>
            <translation>其他人同时更改了 {name}。</translation>
        </message>
        <message>
            <source>Somebody else is being called already.</source>
            <translation>已在呼叫其他人。</translation>
        </message>
        <message>
            <source>Somebody else is in the call already.</source>
            <translation>通话中已有其他人。</translation>
        </message>
        <message>
            <source>Something in this program went wrong ({name}).</source>
            <translation>此程序出现错误 ({name})。</translation>
        </message>
        <message>
            <source>Sound</source>
            <translation>声音</translation>
        </message>
        <message>
            <source>South Africa</source>
            <translation>南非</translation>
        </message>
        <message>
            <source>South Carolina</source>
            <translation>南卡罗来纳州</translation>
        </message>
        <message>
            <source>South Dakota</source>
            <translation>南达科他州</translation>
        </message>
        <message>
            <source>South Korea</source>
            <translation>韩国</translation>
        </message>
        <message>
            <source>South Sudan</source>
            <translation>南苏丹</translation>
        </message>
        <message>
            <source>Spain</source>
            <translation>西班牙</translation>
        </message>
        <message>
            <source>Speaker</source>
            <translation>扬声器</translation>
        </message>
        <message>
            <source>Sri Lanka</source>
            <translation>斯里兰卡</translation>
        </message>
        <message>
            <source>St. Barthélemy</source>
            <translation>圣巴泰勒米</translation>
        </message>
        <message>
            <source>St. Helena</source>
            <translation>圣赫勒拿</translation>
        </message>
        <message>
            <source>St. Kitts &amp; Nevis</source>
            <translation>圣基茨和尼维斯</translation>
        </message>
        <message>
            <source>St. Lucia</source>
            <translation>圣卢西亚</translation>
        </message>
        <message>
            <source>St. Martin</source>
            <translation>法属圣马丁</translation>
        </message>
        <message>
            <source>St. Pierre &amp; Miquelon</source>
            <translation>圣皮埃尔和密克隆群岛</translation>
        </message>
        <message>
            <source>St. Vincent &amp; Grenadines</source>
            <translation>圣文森特和格林纳丁斯</translation>
        </message>
        <message>
            <source>Start when you log in</source>
            <translation>登录系统时启动</translation>
        </message>
        <message>
            <source>Start with + and the country code, as in +1 or +44.</source>
            <translation>请以 + 和国家代码开头，例如 +1 或 +44。</translation>
        </message>
        <message>
            <source>Starting at login could not be changed: {problem}.</source>
            <translation>无法更改登录时启动的设置：{problem}。</translation>
        </message>
        <message>
            <source>Starting…</source>
            <translation>正在开始…</translation>
        </message>
        <message>
            <source>Starts with SK.</source>
            <translation>以 SK 开头。</translation>
        </message>
        <message>
            <source>States are known for the United States, Canada and Brazil only</source>
            <translation>仅能识别美国、加拿大和巴西的州/省</translation>
        </message>
        <message>
            <source>Stop calling for a while and tell your administrator.</source>
            <translation>请暂停呼叫，并告知管理员。</translation>
        </message>
        <message>
            <source>Stop large downloads, or try another network. If it stays, tell whoever runs the network.</source>
            <translation>请停止大文件下载，或尝试其他网络。如果问题持续，请告知网络管理员。</translation>
        </message>
        <message>
            <source>Such as 21:00-08:00, in the customer's own time: a call then is warned of. Empty: never.</source>
            <translation>例如 21:00-08:00，按客户当地时间：在此时段呼叫会发出警告。留空：从不警告。</translation>
        </message>
        <message>
            <source>Sudan</source>
            <translation>苏丹</translation>
        </message>
        <message>
            <source>Suggested by {name}</source>
            <translation>{name} 建议</translation>
        </message>
        <message>
            <source>Suriname</source>
            <translation>苏里南</translation>
        </message>
        <message>
            <source>Svalbard &amp; Jan Mayen</source>
            <translation>斯瓦尔巴和扬马延</translation>
        </message>
        <message>
            <source>Swap, join, or go back to the customer.</source>
            <translation>请切换、合并通话，或返回客户。</translation>
        </message>
        <message>
            <source>Sweden</source>
            <translation>瑞典</translation>
        </message>
        <message>
            <source>Switzerland</source>
            <translation>瑞士</translation>
        </message>
        <message>
            <source>Syria</source>
            <translation>叙利亚</translation>
        </message>
        <message>
            <source>São Paulo</source>
            <translation>圣保罗州</translation>
        </message>
        <message>
            <source>São Tomé &amp; Príncipe</source>
            <translation>圣多美和普林西比</translation>
        </message>
        <message>
            <source>Taiwan</source>
            <translation>台湾</translation>
        </message>
        <message>
            <source>Tajikistan</source>
            <translation>塔吉克斯坦</translation>
        </message>
        <message>
            <source>Take echo and noise off my voice</source>
            <translation>消除我声音中的回声和噪声</translation>
        </message>
        <message>
            <source>Tanzania</source>
            <translation>坦桑尼亚</translation>
        </message>
        <message>
            <source>TaskRouter has no worker named {agent}, so your choice stays on this machine.</source>
            <translation>TaskRouter 中没有名为 {agent} 的 Worker，因此您的选择仅保留在本机。</translation>
        </message>
        <message>
            <source>TaskRouter has not answered. The caller ID that was known last is shown.</source>
            <translation>TaskRouter 未答复。将显示最后已知的来电号码。</translation>
        </message>
        <message>
            <source>TaskRouter; optional.</source>
            <translation>用于 TaskRouter；可选。</translation>
        </message>
        <message>
            <source>Tell whoever runs your company's token URL.</source>
            <translation>请告知公司令牌 URL 的负责人。</translation>
        </message>
        <message>
            <source>Tennessee</source>
            <translation>田纳西州</translation>
        </message>
        <message>
            <source>Texas</source>
            <translation>得克萨斯州</translation>
        </message>
        <message>
            <source>Thailand</source>
            <translation>泰国</translation>
        </message>
        <message>
            <source>That call is over already.</source>
            <translation>该通话已结束。</translation>
        </message>
        <message>
            <source>That caller ID is on a do-not-originate list.</source>
            <translation>该外显号码在禁止主叫（do-not-originate）名单上。</translation>
        </message>
        <message>
            <source>That is a premium number, and Twilio does not call it.</source>
            <translation>这是高额收费号码，Twilio 不呼叫此类号码。</translation>
        </message>
        <message>
            <source>That is not a number that can be called.</source>
            <translation>这不是可以呼叫的号码。</translation>
        </message>
        <message>
            <source>That is the SID of something else, not of a Twilio account.</source>
            <translation>这是其他对象的 SID，不是 Twilio 账户的。</translation>
        </message>
        <message>
            <source>That is the customer's own number.</source>
            <translation>这是客户自己的号码。</translation>
        </message>
        <message>
            <source>That is the number shown for this call.</source>
            <translation>这是本次通话外显的号码。</translation>
        </message>
        <message>
            <source>That is your own phone.</source>
            <translation>这是您自己的话机。</translation>
        </message>
        <message>
            <source>That leg is being called already.</source>
            <translation>这一路已在呼叫中。</translation>
        </message>
        <message>
            <source>That number cannot be reached.</source>
            <translation>无法接通该号码。</translation>
        </message>
        <message>
            <source>That number is not complete: it needs + and the country code.</source>
            <translation>该号码不完整：需要 + 和国家代码。</translation>
        </message>
        <message>
            <source>That number is not valid or not supported.</source>
            <translation>该号码无效或不受支持。</translation>
        </message>
        <message>
            <source>That number's country is not known.</source>
            <translation>无法识别该号码所属的国家/地区。</translation>
        </message>
        <message>
            <source>That time is over already.</source>
            <translation>该时间已过。</translation>
        </message>
        <message>
            <source>The API key does not open the account {account_sid}.</source>
            <translation>该 API 密钥无法访问账户 {account_sid}。</translation>
        </message>
        <message>
            <source>The API key may not do this.</source>
            <translation>该 API 密钥无权执行此操作。</translation>
        </message>
        <message>
            <source>The API key's secret is missing.</source>
            <translation>缺少 API 密钥的 Secret。</translation>
        </message>
        <message>
            <source>The TaskRouter workspace is not set (twilio.workspace_sid), so your choice stays on this machine and supervisors cannot change it.</source>
            <translation>未设置 TaskRouter 工作区 (twilio.workspace_sid)，因此您的选择仅保留在本机，主管无法更改。</translation>
        </message>
        <message>
            <source>The TaskRouter workspace is not set. Put workspace_sid under [locked.twilio] in the settings file, and give the API key the permission to read and update workers.</source>
            <translation>未设置 TaskRouter 工作区。请在设置文件的 [locked.twilio] 下填写 workspace_sid，并授予 API 密钥读取和更新 Worker 的权限。</translation>
        </message>
        <message>
            <source>The Twilio account does not exist.</source>
            <translation>该 Twilio 账户不存在。</translation>
        </message>
        <message>
            <source>The Twilio account is not active or has run out of funds.</source>
            <translation>该 Twilio 账户未激活或余额已用尽。</translation>
        </message>
        <message>
            <source>The Twilio account is not active.</source>
            <translation>该 Twilio 账户未激活。</translation>
        </message>
        <message>
            <source>The Twilio account is not valid or not active.</source>
            <translation>该 Twilio 账户无效或未激活。</translation>
        </message>
        <message>
            <source>The Twilio account is suspended.</source>
            <translation>Twilio 账户已被暂停。</translation>
        </message>
        <message>
            <source>The Twilio account may not do this at present.</source>
            <translation>Twilio 账户目前不能执行此操作。</translation>
        </message>
        <message>
            <source>The account SID begins with AC; the key's, with SK, has a field of its own.</source>
            <translation>账户 SID 以 AC 开头；密钥的 SID 以 SK 开头，有单独的输入框。</translation>
        </message>
        <message>
            <source>The account does not have it any more.</source>
            <translation>账户中已没有该号码。</translation>
        </message>
        <message>
            <source>The account has as many calls as it may have at once.</source>
            <translation>账户的同时通话数已达上限。</translation>
        </message>
        <message>
            <source>The account has as many conferences as it may have at once.</source>
            <translation>账户的同时会议数已达上限。</translation>
        </message>
        <message>
            <source>The account has no number that can carry a call</source>
            <translation>账户中没有可用于通话的号码</translation>
        </message>
        <message>
            <source>The account has no numbers yet.</source>
            <translation>账户中尚无号码。</translation>
        </message>
        <message>
            <source>The account has no toll-free number</source>
            <translation>账户中没有免费电话号码</translation>
        </message>
        <message>
            <source>The account's first number that may be shown</source>
            <translation>账户中第一个可以显示的号码</translation>
        </message>
        <message>
            <source>The account's first toll-free number that may be shown</source>
            <translation>账户中第一个可以显示的免费电话号码</translation>
        </message>
        <message>
            <source>The agent (Customized)</source>
            <translation>坐席（自定义）</translation>
        </message>
        <message>
            <source>The agent may leave the choice to the rules.</source>
            <translation>坐席可以交由规则选择。</translation>
        </message>
        <message>
            <source>The answer was larger than any of Twilio's, so it was not read.</source>
            <translation>回复大于 Twilio 的任何回复，因此未读取。</translation>
        </message>
        <message>
            <source>The call in progress keeps its number.</source>
            <translation>正在进行的通话保持其号码不变。</translation>
        </message>
        <message>
            <source>The call is not written down yet. {problem}</source>
            <translation>此通话尚未记录。{problem}</translation>
        </message>
        <message>
            <source>The call is over already.</source>
            <translation>通话已结束。</translation>
        </message>
        <message>
            <source>The call is over.</source>
            <translation>通话已结束。</translation>
        </message>
        <message>
            <source>The call itself goes on. It is written down as soon as that works.</source>
            <translation>通话本身继续进行，一旦可行就会记录。</translation>
        </message>
        <message>
            <source>The call was blocked by the rules of that region.</source>
            <translation>通话被该地区的规定阻止。</translation>
        </message>
        <message>
            <source>The call's application could not be used by Twilio.</source>
            <translation>Twilio 无法使用该通话的应用程序。</translation>
        </message>
        <message>
            <source>The call's instructions are too long.</source>
            <translation>该通话的指令过长。</translation>
        </message>
        <message>
            <source>The call's instructions could not be used by Twilio.</source>
            <translation>Twilio 无法使用该通话的指令。</translation>
        </message>
        <message>
            <source>The card that begins here has no end.</source>
            <translation>从此处开始的名片没有结尾。</translation>
        </message>
        <message>
            <source>The certificate of {server} is not trusted.</source>
            <translation>{server} 的证书不受信任。</translation>
        </message>
        <message>
            <source>The certificate that came is not one that this computer trusts, so nothing was sent.</source>
            <translation>此电脑不信任收到的证书，因此未发送任何内容。</translation>
        </message>
        <message>
            <source>The company's settings file has a mistake and was never read without one: what is right in it counts. {problem}</source>
            <translation>公司的设置文件有错误，且从未在无错误的情况下被读取过：其中正确的部分生效。{problem}</translation>
        </message>
        <message>
            <source>The company's settings file has a mistake, so its last good copy counts. {problem}</source>
            <translation>公司的设置文件有错误，因此以最近一份正确的副本为准。{problem}</translation>
        </message>
        <message>
            <source>The company's settings file {file} is gone, so its last good copy counts.</source>
            <translation>公司的设置文件 {file} 已不存在，因此以最近一份正确的副本为准。</translation>
        </message>
        <message>
            <source>The conference is full.</source>
            <translation>会议人数已满。</translation>
        </message>
        <message>
            <source>The connection was lost during the call, and its sound with it.</source>
            <translation>通话期间连接中断，声音也随之中断。</translation>
        </message>
        <message>
            <source>The customer is on hold.</source>
            <translation>客户处于保持状态。</translation>
        </message>
        <message>
            <source>The customer is on hold: take them off hold.</source>
            <translation>客户处于保持状态：请取消保持。</translation>
        </message>
        <message>
            <source>The customer is still with you.</source>
            <translation>客户仍在与您通话。</translation>
        </message>
        <message>
            <source>The customer's carrier blocked the call because of the caller ID's reputation.</source>
            <translation>由于外显号码的信誉问题，客户的运营商阻止了该通话。</translation>
        </message>
        <message>
            <source>The line's access token has expired.</source>
            <translation>线路的访问令牌已过期。</translation>
        </message>
        <message>
            <source>The link has no number in it.</source>
            <translation>该链接中没有号码。</translation>
        </message>
        <message>
            <source>The link is too long for a telephone number.</source>
            <translation>该链接过长，不可能是电话号码。</translation>
        </message>
        <message>
            <source>The log names it. On Debian and Ubuntu, packaging/prepare.sh system installs them all.</source>
            <translation>日志中有其名称。在 Debian 和 Ubuntu 上，运行 packaging/prepare.sh system 可全部安装。</translation>
        </message>
        <message>
            <source>The microphone is in use by another program, or does not answer.</source>
            <translation>麦克风正被其他程序使用，或没有响应。</translation>
        </message>
        <message>
            <source>The number called and the number shown are the same.</source>
            <translation>呼叫的号码与显示的号码相同。</translation>
        </message>
        <message>
            <source>The number called has no area code</source>
            <translation>被叫号码没有区号</translation>
        </message>
        <message>
            <source>The number called has no country</source>
            <translation>被叫号码没有所属国家/地区</translation>
        </message>
        <message>
            <source>The number to show; the only one where it is locked.</source>
            <translation>要外显的号码；锁定后只能使用该号码。</translation>
        </message>
        <message>
            <source>The only number that could be shown is the one being called.</source>
            <translation>唯一可外显的号码正是被叫号码。</translation>
        </message>
        <message>
            <source>The program for links could not be changed: {problem}.</source>
            <translation>无法更改打开链接的程序：{problem}。</translation>
        </message>
        <message>
            <source>The proxy asks for a name and a password, or does not accept those it got.</source>
            <translation>代理要求用户名和密码，或不接受已提供的。</translation>
        </message>
        <message>
            <source>The proxy does not answer.</source>
            <translation>代理没有响应。</translation>
        </message>
        <message>
            <source>The proxy does not let this computer connect to Twilio.</source>
            <translation>代理不允许此电脑连接 Twilio。</translation>
        </message>
        <message>
            <source>The proxy in HTTPS_PROXY or ALL_PROXY cannot be used.</source>
            <translation>HTTPS_PROXY 或 ALL_PROXY 中的代理无法使用。</translation>
        </message>
        <message>
            <source>The proxy wants a Windows sign-in ({scheme}), which this program does not speak.</source>
            <translation>代理要求 Windows 登录 ({scheme})，此程序不支持。</translation>
        </message>
        <message>
            <source>The report could not be written to {path}: {error}.</source>
            <translation>无法将报告写入 {path}：{error}。</translation>
        </message>
        <message>
            <source>The rules (Automated)</source>
            <translation>规则（自动）</translation>
        </message>
        <message>
            <source>The settings file gives {agent} {number} alone.</source>
            <translation>设置文件规定 {agent} 只能使用 {number}。</translation>
        </message>
        <message>
            <source>The settings file sets Automated for {agent}: the rules choose.</source>
            <translation>设置文件将 {agent} 设为自动模式：由规则选择。</translation>
        </message>
        <message>
            <source>The sound arrives unevenly.</source>
            <translation>声音到达不平稳。</translation>
        </message>
        <message>
            <source>The sound cannot get through the network.</source>
            <translation>声音无法通过网络传输。</translation>
        </message>
        <message>
            <source>The sound is not clear.</source>
            <translation>声音不清晰。</translation>
        </message>
        <message>
            <source>The sound takes long to arrive.</source>
            <translation>声音延迟较大。</translation>
        </message>
        <message>
            <source>The system does not let this app use the microphone.</source>
            <translation>系统不允许此应用使用麦克风。</translation>
        </message>
        <message>
            <source>The system's keyring could not be opened.</source>
            <translation>无法打开系统密钥环。</translation>
        </message>
        <message>
            <source>The text is too long.</source>
            <translation>文本太长。</translation>
        </message>
        <message>
            <source>The time that {by} set is over: the company's settings decide again.</source>
            <translation>{by} 设置的时间已到：重新由公司设置决定。</translation>
        </message>
        <message>
            <source>The time that {by} set is over: your caller ID is {caller_id} again.</source>
            <translation>{by} 设置的时间已到：您的外显号码恢复为 {caller_id}。</translation>
        </message>
        <message>
            <source>The token URL does not start with https://.</source>
            <translation>令牌 URL 不以 https:// 开头。</translation>
        </message>
        <message>
            <source>The token URL gives tokens that live too long.</source>
            <translation>令牌 URL 提供的令牌有效期过长。</translation>
        </message>
        <message>
            <source>There are several numbers: {numbers} and {count} more.</source>
            <translation>有多个号码：{numbers}，另有 {count} 个。</translation>
        </message>
        <message>
            <source>There are several numbers: {numbers}.</source>
            <translation>有多个号码：{numbers}。</translation>
        </message>
        <message>
            <source>There is no microphone.</source>
            <translation>没有麦克风。</translation>
        </message>
        <message>
            <source>There is no number to show for this call.</source>
            <translation>本次通话没有可外显的号码。</translation>
        </message>
        <message>
            <source>There is no telephone number.</source>
            <translation>没有电话号码。</translation>
        </message>
        <message>
            <source>There is {lacking}.</source>
            <translation>{lacking}。</translation>
        </message>
        <message>
            <source>This account may not call that country or kind of number.</source>
            <translation>此账户不能呼叫该国家/地区或该类号码。</translation>
        </message>
        <message>
            <source>This line cannot be read.</source>
            <translation>无法读取此行。</translation>
        </message>
        <message>
            <source>This machine has no keyring that can be used, so the key is kept for this session only. Install one (GNOME Keyring, KWallet) to stay signed in.</source>
            <translation>本机没有可用的密钥环，因此密钥仅在本次会话中保留。请安装一个（GNOME Keyring、KWallet）以保持登录。</translation>
        </message>
        <message>
            <source>This softphone was built without Twilio's Voice SDK, so it has no audio.</source>
            <translation>此软电话构建时未包含 Twilio 的 Voice SDK，因此没有音频。</translation>
        </message>
        <message>
            <source>This works once the customer has answered.</source>
            <translation>客户接听后方可使用。</translation>
        </message>
        <message>
            <source>This works once the other person has answered.</source>
            <translation>对方接听后方可使用。</translation>
        </message>
        <message>
            <source>This works once you have answered.</source>
            <translation>您接听后方可使用。</translation>
        </message>
        <message>
            <source>Timor-Leste</source>
            <translation>东帝汶</translation>
        </message>
        <message>
            <source>Tocantins</source>
            <translation>托坎廷斯州</translation>
        </message>
        <message>
            <source>Togo</source>
            <translation>多哥</translation>
        </message>
        <message>
            <source>Tokelau</source>
            <translation>托克劳</translation>
        </message>
        <message>
            <source>Token URL</source>
            <translation>令牌 URL</translation>
        </message>
        <message>
            <source>Toll-free</source>
            <translation>免费电话</translation>
        </message>
        <message>
            <source>Toll-free, {country}</source>
            <translation>免费电话，{country}</translation>
        </message>
        <message>
            <source>Tonga</source>
            <translation>汤加</translation>
        </message>
        <message>
            <source>Trinidad &amp; Tobago</source>
            <translation>特立尼达和多巴哥</translation>
        </message>
        <message>
            <source>Tristan da Cunha</source>
            <translation>特里斯坦-达库尼亚群岛</translation>
        </message>
        <message>
            <source>Try again.</source>
            <translation>请重试。</translation>
        </message>
        <message>
            <source>Try again. If it goes on, tell the person who manages your Twilio account.</source>
            <translation>请重试。若仍然如此，请告知管理 Twilio 账户的人。</translation>
        </message>
        <message>
            <source>Tunisia</source>
            <translation>突尼斯</translation>
        </message>
        <message>
            <source>Turkmenistan</source>
            <translation>土库曼斯坦</translation>
        </message>
        <message>
            <source>Turks &amp; Caicos Islands</source>
            <translation>特克斯和凯科斯群岛</translation>
        </message>
        <message>
            <source>Turn it off if your headset does that already.</source>
            <translation>如果您的耳机已有此功能，请关闭。</translation>
        </message>
        <message>
            <source>Tuvalu</source>
            <translation>图瓦卢</translation>
        </message>
        <message>
            <source>Twilio Console, Account info.</source>
            <translation>位于 Twilio 控制台的“Account info”。</translation>
        </message>
        <message>
            <source>Twilio blocks calls to that number.</source>
            <translation>Twilio 阻止呼叫该号码。</translation>
        </message>
        <message>
            <source>Twilio cannot be reached.</source>
            <translation>无法连接 Twilio。</translation>
        </message>
        <message>
            <source>Twilio did not accept the API key in its region {region}.</source>
            <translation>Twilio 在其区域 {region} 不接受此 API 密钥。</translation>
        </message>
        <message>
            <source>Twilio did not accept the API key.</source>
            <translation>Twilio 未接受该 API 密钥。</translation>
        </message>
        <message>
            <source>Twilio did not accept the line's access token.</source>
            <translation>Twilio 未接受线路的访问令牌。</translation>
        </message>
        <message>
            <source>Twilio did not say which version of the worker this is.</source>
            <translation>Twilio 未说明这是该 Worker 的哪个版本。</translation>
        </message>
        <message>
            <source>Twilio does not accept that caller ID for this call.</source>
            <translation>Twilio 不接受此通话使用该来电号码。</translation>
        </message>
        <message>
            <source>Twilio does not accept that caller ID.</source>
            <translation>Twilio 不接受该外显号码。</translation>
        </message>
        <message>
            <source>Twilio does not know this account.</source>
            <translation>Twilio 找不到此账户。</translation>
        </message>
        <message>
            <source>Twilio does not know this call any more, so nobody can tell how it ended.</source>
            <translation>Twilio 已不再知道这通电话，因此无法得知其结果。</translation>
        </message>
        <message>
            <source>Twilio does not know what was asked for.</source>
            <translation>Twilio 找不到所请求的内容。</translation>
        </message>
        <message>
            <source>Twilio does not let this account show that caller ID.</source>
            <translation>Twilio 不允许此账户外显该号码。</translation>
        </message>
        <message>
            <source>Twilio does not let this call show that caller ID.</source>
            <translation>Twilio 不允许本次通话外显该号码。</translation>
        </message>
        <message>
            <source>Twilio does not offer what was asked for.</source>
            <translation>Twilio 不提供所请求的功能。</translation>
        </message>
        <message>
            <source>Twilio does not take that as a number to call.</source>
            <translation>Twilio 不接受将其作为被叫号码。</translation>
        </message>
        <message>
            <source>Twilio had an error of its own.</source>
            <translation>Twilio 自身发生错误。</translation>
        </message>
        <message>
            <source>Twilio has not put {who} in charge of the call.</source>
            <translation>Twilio 尚未将通话交给 {who}。</translation>
        </message>
        <message>
            <source>Twilio is not available at the moment.</source>
            <translation>Twilio 暂时不可用。</translation>
        </message>
        <message>
            <source>Twilio is taking too many requests of this account.</source>
            <translation>此账户向 Twilio 发送的请求过多。</translation>
        </message>
        <message>
            <source>Twilio refused it as a caller ID: it is not valid.</source>
            <translation>Twilio 拒绝将其作为外显号码：号码无效。</translation>
        </message>
        <message>
            <source>Twilio refused it as a caller ID: it is on a do-not-originate list.</source>
            <translation>Twilio 拒绝将其作为外显号码：该号码在禁止主叫（do-not-originate）名单上。</translation>
        </message>
        <message>
            <source>Twilio refused it as a caller ID: this account may not show it.</source>
            <translation>Twilio 拒绝将其作为外显号码：此账户无权外显该号码。</translation>
        </message>
        <message>
            <source>Twilio refused, without saying why (HTTP {status}).</source>
            <translation>Twilio 拒绝了请求，未说明原因 (HTTP {status})。</translation>
        </message>
        <message>
            <source>Twilio refused: {message} (code {code}).</source>
            <translation>Twilio 拒绝：{message}（代码 {code}）。</translation>
        </message>
        <message>
            <source>Twilio reported an error on your line (code {code}).</source>
            <translation>Twilio 报告您的线路出错（代码 {code}）。</translation>
        </message>
        <message>
            <source>Twilio shows it once, when the key is made; without it, make a new key.</source>
            <translation>Twilio 仅在创建密钥时显示一次；如未保存，请创建新密钥。</translation>
        </message>
        <message>
            <source>Twilio's address could not be looked up (DNS).</source>
            <translation>无法解析 Twilio 的地址 (DNS)。</translation>
        </message>
        <message>
            <source>Twilio's answer did not arrive or could not be read.</source>
            <translation>未收到 Twilio 的应答，或应答无法读取。</translation>
        </message>
        <message>
            <source>Twilio's answer did not arrive, so a phone may be ringing.</source>
            <translation>未收到 Twilio 的应答，因此可能有电话正在响铃。</translation>
        </message>
        <message>
            <source>Twilio's answer was lost, and it lists no such call to your phone.</source>
            <translation>Twilio 的回复丢失，其列表中也没有拨给您电话的这通呼叫。</translation>
        </message>
        <message>
            <source>Twilio's answer was lost, and it lists no such call to {number}.</source>
            <translation>Twilio 的回复丢失，其列表中也没有拨给 {number} 的呼叫。</translation>
        </message>
        <message>
            <source>Twilio's page about this code says more.</source>
            <translation>详情请查看 Twilio 关于此代码的页面。</translation>
        </message>
        <message>
            <source>Twilio's queue of calls is full.</source>
            <translation>Twilio 的呼叫队列已满。</translation>
        </message>
        <message>
            <source>Twilio's region</source>
            <translation>Twilio 区域</translation>
        </message>
        <message>
            <source>Twilio's voice service cannot be reached.</source>
            <translation>无法连接 Twilio 的语音服务。</translation>
        </message>
        <message>
            <source>Two letters, such as US. Numbers typed without + are read as numbers of this country.</source>
            <translation>两个字母，例如 US。不带 + 输入的号码按此国家/地区的号码解读。</translation>
        </message>
        <message>
            <source>Type a colleague's name, a phone number with its country code, or a SIP address.</source>
            <translation>请输入同事姓名、带国家代码的电话号码或 SIP 地址。</translation>
        </message>
        <message>
            <source>Type it as on a phone, or with + and the country code.</source>
            <translation>请像在电话上一样输入，或加上 + 和国家代码。</translation>
        </message>
        <message>
            <source>Type or paste a number.</source>
            <translation>请输入或粘贴号码。</translation>
        </message>
        <message>
            <source>Type or paste one.</source>
            <translation>请输入或粘贴一个。</translation>
        </message>
        <message>
            <source>Type the area code, too.</source>
            <translation>请同时输入区号。</translation>
        </message>
        <message>
            <source>Type the country code and the number, 5 to 15 digits in all.</source>
            <translation>请输入国家代码和号码，共 5 至 15 位数字。</translation>
        </message>
        <message>
            <source>Type the number again.</source>
            <translation>请重新输入号码。</translation>
        </message>
        <message>
            <source>Type the telephone number alone.</source>
            <translation>请只输入电话号码。</translation>
        </message>
        <message>
            <source>Türkiye</source>
            <translation>土耳其</translation>
        </message>
        <message>
            <source>U.S. Virgin Islands</source>
            <translation>美属维尔京群岛</translation>
        </message>
        <message>
            <source>Uganda</source>
            <translation>乌干达</translation>
        </message>
        <message>
            <source>Ukraine</source>
            <translation>乌克兰</translation>
        </message>
        <message>
            <source>United Arab Emirates</source>
            <translation>阿拉伯联合酋长国</translation>
        </message>
        <message>
            <source>United Kingdom</source>
            <translation>英国</translation>
        </message>
        <message>
            <source>United States</source>
            <translation>美国</translation>
        </message>
        <message>
            <source>United States (US1)</source>
            <translation>美国 (US1)</translation>
        </message>
        <message>
            <source>Unlock it, then try again; or sign in for this session.</source>
            <translation>请将其解锁后重试，或仅为本次会话登录。</translation>
        </message>
        <message>
            <source>Upgrade the Twilio account, or call a number that is verified in it.</source>
            <translation>请升级 Twilio 账户，或呼叫已在其中验证的号码。</translation>
        </message>
        <message>
            <source>Upgrade the Twilio account.</source>
            <translation>请升级 Twilio 账户。</translation>
        </message>
        <message>
            <source>Uruguay</source>
            <translation>乌拉圭</translation>
        </message>
        <message>
            <source>Use a cable instead of Wi-Fi, or go nearer to the router, and stop large downloads.</source>
            <translation>请用网线代替 Wi-Fi，或靠近路由器，并停止大文件下载。</translation>
        </message>
        <message>
            <source>Use a telephone or mobile phone, now.</source>
            <translation>请立即使用固定电话或手机。</translation>
        </message>
        <message>
            <source>Use a telephone or mobile phone.</source>
            <translation>请使用电话或手机。</translation>
        </message>
        <message>
            <source>Use digits, * and #; a comma is a short pause.</source>
            <translation>请使用数字、* 和 #；逗号表示短暂停顿。</translation>
        </message>
        <message>
            <source>Use the address that “softphone sandbox” printed: http://127.0.0.1 and a port.</source>
            <translation>请使用“softphone sandbox”输出的地址：http://127.0.0.1 加端口。</translation>
        </message>
        <message>
            <source>Used from the next start.</source>
            <translation>下次启动时生效。</translation>
        </message>
        <message>
            <source>Utah</source>
            <translation>犹他州</translation>
        </message>
        <message>
            <source>Uzbekistan</source>
            <translation>乌兹别克斯坦</translation>
        </message>
        <message>
            <source>Vanuatu</source>
            <translation>瓦努阿图</translation>
        </message>
        <message>
            <source>Vatican City</source>
            <translation>梵蒂冈</translation>
        </message>
        <message>
            <source>Venezuela</source>
            <translation>委内瑞拉</translation>
        </message>
        <message>
            <source>Verified numbers are not shown here.</source>
            <translation>此处不外显已验证号码。</translation>
        </message>
        <message>
            <source>Vermont</source>
            <translation>佛蒙特州</translation>
        </message>
        <message>
            <source>Vietnam</source>
            <translation>越南</translation>
        </message>
        <message>
            <source>Virginia</source>
            <translation>弗吉尼亚州</translation>
        </message>
        <message>
            <source>Volume</source>
            <translation>音量</translation>
        </message>
        <message>
            <source>Wait a little, then call again.</source>
            <translation>请稍候，然后重新呼叫。</translation>
        </message>
        <message>
            <source>Wait a moment and try again, or end it and start it anew.</source>
            <translation>请稍候重试，或结束后重新开始。</translation>
        </message>
        <message>
            <source>Wait for it to answer.</source>
            <translation>请等待其应答。</translation>
        </message>
        <message>
            <source>Wallis &amp; Futuna</source>
            <translation>瓦利斯和富图纳</translation>
        </message>
        <message>
            <source>Washington</source>
            <translation>华盛顿州</translation>
        </message>
        <message>
            <source>West Virginia</source>
            <translation>西弗吉尼亚州</translation>
        </message>
        <message>
            <source>Western Sahara</source>
            <translation>西撒哈拉</translation>
        </message>
        <message>
            <source>What Twilio keeps about {name} cannot be read.</source>
            <translation>无法读取 Twilio 保存的 {name} 的信息。</translation>
        </message>
        <message>
            <source>What {server} answered is not an access token.</source>
            <translation>{server} 返回的内容不是访问令牌。</translation>
        </message>
        <message>
            <source>Where other incoming calls ring; it need not be your headset.</source>
            <translation>其他来电响铃的设备；不一定是您的耳机。</translation>
        </message>
        <message>
            <source>Where several numbers fit equally, the one of the last conversation with this person is shown.</source>
            <translation>有多个号码同样合适时，显示上次与此人通话时用的号码。</translation>
        </message>
        <message>
            <source>Where the account is processed; the API key must have been made in that region.</source>
            <translation>账户的处理区域；API 密钥必须在该区域创建。</translation>
        </message>
        <message>
            <source>Where the app gets access tokens for audio, if agents have no standard API key. https only.</source>
            <translation>坐席没有标准 API 密钥时，应用从此处获取音频的访问令牌。仅限 https。</translation>
        </message>
        <message>
            <source>Where you hear the customer.</source>
            <translation>用于收听客户声音的设备。</translation>
        </message>
        <message>
            <source>Which numbers the rules may take when none of the agent's ring groups fits.</source>
            <translation>当坐席所在的振铃组均不适用时，规则可以使用哪些号码。</translation>
        </message>
        <message>
            <source>Who chooses the caller ID</source>
            <translation>由谁选择外显号码</translation>
        </message>
        <message>
            <source>Window</source>
            <translation>窗口</translation>
        </message>
        <message>
            <source>Wisconsin</source>
            <translation>威斯康星州</translation>
        </message>
        <message>
            <source>With the timer and Hang up, over other windows, while this one is hidden or minimised.</source>
            <translation>本窗口隐藏或最小化时，显示在其他窗口之上，含计时和挂断按钮。</translation>
        </message>
        <message>
            <source>Without the {digits} in front.</source>
            <translation>不含前面的 {digits}。</translation>
        </message>
        <message>
            <source>Workspace SID</source>
            <translation>工作区 SID</translation>
        </message>
        <message>
            <source>Wyoming</source>
            <translation>怀俄明州</translation>
        </message>
        <message>
            <source>Yemen</source>
            <translation>也门</translation>
        </message>
        <message>
            <source>Yes</source>
            <translation>是</translation>
        </message>
        <message>
            <source>You</source>
            <translation>您</translation>
        </message>
        <message>
            <source>You answered</source>
            <translation>您已接听</translation>
        </message>
        <message>
            <source>You are in no ring group, and only your own groups' numbers may be shown.</source>
            <translation>您不在任何振铃组中，而只能外显您所在组的号码。</translation>
        </message>
        <message>
            <source>You are still in the call. Try again, or stay.</source>
            <translation>您仍在通话中。请重试，或留在通话中。</translation>
        </message>
        <message>
            <source>You called {number} {seconds} s ago.</source>
            <translation>您在 {seconds} 秒前呼叫过 {number}。</translation>
        </message>
        <message>
            <source>You can call with this line, but it is not at its best.</source>
            <translation>可以使用此线路通话，但质量不是最佳。</translation>
        </message>
        <message>
            <source>You hung up</source>
            <translation>您已挂断</translation>
        </message>
        <message>
            <source>Your caller ID has just been changed.</source>
            <translation>您的外显号码刚刚被更改。</translation>
        </message>
        <message>
            <source>Your caller ID is not set by anybody any more: the company's settings decide.</source>
            <translation>您的外显号码不再由任何人设置：由公司设置决定。</translation>
        </message>
        <message>
            <source>Your caller ID is now {caller_id} (you, {time}).</source>
            <translation>您的外显号码现为：{caller_id}（您，{time}）。</translation>
        </message>
        <message>
            <source>Your caller ID is now {caller_id} ({by}, {time}).</source>
            <translation>您的外显号码现为：{caller_id}（{by}，{time}）。</translation>
        </message>
        <message>
            <source>Your caller ID is now {caller_id} ({by}, {time}: {why}).</source>
            <translation>您的外显号码现为：{caller_id}（{by}，{time}：{why}）。</translation>
        </message>
        <message>
            <source>Your caller ID is set by {name}.</source>
            <translation>您的外显号码由 {name} 设置。</translation>
        </message>
        <message>
            <source>Your line is fine.</source>
            <translation>您的线路状况良好。</translation>
        </message>
        <message>
            <source>Your line is not connected to Twilio.</source>
            <translation>您的线路未连接到 Twilio。</translation>
        </message>
        <message>
            <source>Your line is ready.</source>
            <translation>您的线路已就绪。</translation>
        </message>
        <message>
            <source>Your line is reconnecting…</source>
            <translation>您的线路正在重新连接…</translation>
        </message>
        <message>
            <source>Your line is starting…</source>
            <translation>您的线路正在启动…</translation>
        </message>
        <message>
            <source>Your name</source>
            <translation>您的姓名</translation>
        </message>
        <message>
            <source>Your name cannot be used for a line.</source>
            <translation>您的名称不能用于线路。</translation>
        </message>
        <message>
            <source>Your own phone sends the tones: press the keys on it.</source>
            <translation>按键音由您自己的话机发送：请在话机上按键。</translation>
        </message>
        <message>
            <source>Your phone could not be reached</source>
            <translation>无法接通您的话机</translation>
        </message>
        <message>
            <source>Your phone hung up</source>
            <translation>您的话机已挂断</translation>
        </message>
        <message>
            <source>Your phone is busy</source>
            <translation>您的话机占线</translation>
        </message>
        <message>
            <source>Your phone may be ringing</source>
            <translation>您的话机可能正在响铃</translation>
        </message>
        <message>
            <source>Your phone may be ringing; it is hung up once it is found</source>
            <translation>您的话机可能正在响铃；找到后即挂断</translation>
        </message>
        <message>
            <source>Your phone rings at</source>
            <translation>您的接听话机</translation>
        </message>
        <message>
            <source>Your phone stopped ringing</source>
            <translation>您的话机已停止响铃</translation>
        </message>
        <message>
            <source>Your phone was not answered</source>
            <translation>您的话机无人接听</translation>
        </message>
        <message>
            <source>Your phone was not rung</source>
            <translation>未呼叫您的话机</translation>
        </message>
        <message>
            <source>Your ring groups have no local number</source>
            <translation>您的振铃组没有本地号码</translation>
        </message>
        <message>
            <source>Your ring groups have no number for this call, and others may not be shown.</source>
            <translation>您的振铃组没有可用于本次通话的号码，且不能外显其他号码。</translation>
        </message>
        <message>
            <source>Your ring groups have no toll-free number for {country}</source>
            <translation>您的振铃组没有适用于{country}的免费电话号码</translation>
        </message>
        <message>
            <source>Your toll-free number for {country}</source>
            <translation>您适用于{country}的免费电话号码</translation>
        </message>
        <message>
            <source>Yukon</source>
            <translation>育空地区</translation>
        </message>
        <message>
            <source>Zambia</source>
            <translation>赞比亚</translation>
        </message>
        <message>
            <source>Zimbabwe</source>
            <translation>津巴布韦</translation>
        </message>
        <message>
            <source>a SIP address ("sip:ana@acme.example"), a phone number ("+1…") or "client:" and a name</source>
            <translation>SIP 地址（"sip:ana@acme.example"）、电话号码（"+1…"）或 "client:" 加名称</translation>
        </message>
        <message>
            <source>a country code of two letters, such as "US"</source>
            <translation>两个字母的国家/地区代码，例如 "US"</translation>
        </message>
        <message>
            <source>a name of up to 64 letters, digits, blanks or . @ + - _</source>
            <translation>最多 64 个字符的名称，可含字母、数字、空格或 . @ + - _</translation>
        </message>
        <message>
            <source>a number in E.164, such as "+14155550123"</source>
            <translation>E.164 格式的号码，例如 "+14155550123"</translation>
        </message>
        <message>
            <source>a whole number from "0" to "100"</source>
            <translation>"0" 到 "100" 之间的整数</translation>
        </message>
        <message>
            <source>an address that starts with "https://", or nothing</source>
            <translation>以 "https://" 开头的地址，或留空</translation>
        </message>
        <message>
            <source>an identifier that starts with "{prefix}"</source>
            <translation>以 "{prefix}" 开头的标识</translation>
        </message>
        <message>
            <source>another number was chosen</source>
            <translation>已选用其他号码</translation>
        </message>
        <message>
            <source>busy</source>
            <translation>占线</translation>
        </message>
        <message>
            <source>call ended</source>
            <translation>通话已结束</translation>
        </message>
        <message>
            <source>calling {number}…</source>
            <translation>正在呼叫 {number}…</translation>
        </message>
        <message>
            <source>calling {who}…</source>
            <translation>正在呼叫 {who}…</translation>
        </message>
        <message>
            <source>cancelled</source>
            <translation>已取消</translation>
        </message>
        <message>
            <source>cannot carry calls</source>
            <translation>无法用于通话</translation>
        </message>
        <message>
            <source>connected</source>
            <translation>已接通</translation>
        </message>
        <message>
            <source>failed</source>
            <translation>失败</translation>
        </message>
        <message>
            <source>fits as well, but comes later in the account</source>
            <translation>同样适用，但在账户中排序靠后</translation>
        </message>
        <message>
            <source>fits as well, but this person was last connected with the number chosen</source>
            <translation>同样适用，但上次与此人接通时用的是所选号码</translation>
        </message>
        <message>
            <source>handed over</source>
            <translation>已转接</translation>
        </message>
        <message>
            <source>hanging up {number}…</source>
            <translation>正在挂断 {number}…</translation>
        </message>
        <message>
            <source>has another country code than the number called</source>
            <translation>国家代码与被叫号码不同</translation>
        </message>
        <message>
            <source>has area code {theirs}, not {wanted}</source>
            <translation>区号为 {theirs}，而非 {wanted}</translation>
        </message>
        <message>
            <source>hours such as "21:00-08:00", or nothing</source>
            <translation>时段，例如 "21:00-08:00"，或留空</translation>
        </message>
        <message>
            <source>in progress</source>
            <translation>进行中</translation>
        </message>
        <message>
            <source>is farther away: {place}</source>
            <translation>距离更远：{place}</translation>
        </message>
        <message>
            <source>is not in {state}</source>
            <translation>不在 {state}</translation>
        </message>
        <message>
            <source>is only verified, not owned; automatic choice leaves those out</source>
            <translation>仅经过验证，并非自有；自动选择不使用此类号码</translation>
        </message>
        <message>
            <source>is set to receive fax</source>
            <translation>已设置为接收传真</translation>
        </message>
        <message>
            <source>is the number being called</source>
            <translation>正是被叫号码</translation>
        </message>
        <message>
            <source>is toll-free: local numbers come first</source>
            <translation>是免费电话号码：本地号码优先</translation>
        </message>
        <message>
            <source>is your dedicated line: it is not chosen automatically</source>
            <translation>是您的专属号码：不会自动选用</translation>
        </message>
        <message>
            <source>is {owner}'s dedicated line</source>
            <translation>是 {owner} 的专属号码</translation>
        </message>
        <message>
            <source>may have rung</source>
            <translation>可能已响铃</translation>
        </message>
        <message>
            <source>no answer</source>
            <translation>无人接听</translation>
        </message>
        <message>
            <source>no ring group in common: it is in {its}, you are in {yours}</source>
            <translation>没有共同的振铃组：该号码在 {its}，您在 {yours}</translation>
        </message>
        <message>
            <source>no ring group in common: it is in {its}, {agent} is in {theirs}</source>
            <translation>没有共同的振铃组：该号码在 {its}，{agent} 在 {theirs}</translation>
        </message>
        <message>
            <source>nobody knows whether {number} rang</source>
            <translation>无法得知 {number} 是否响过</translation>
        </message>
        <message>
            <source>nobody knows whether {who} rang</source>
            <translation>无法得知 {who} 的电话是否响过</translation>
        </message>
        <message>
            <source>none</source>
            <translation>（无）</translation>
        </message>
        <message>
            <source>nothing</source>
            <translation>无</translation>
        </message>
        <message>
            <source>tel:, callto: and sip: links now open here. Written: {entry} and {choices}.</source>
            <translation>tel:、callto: 和 sip: 链接现在由本程序打开。已写入：{entry} 和 {choices}。</translation>
        </message>
        <message>
            <source>the name of a device, or nothing</source>
            <translation>设备名称，或留空</translation>
        </message>
        <message>
            <source>true or false</source>
            <translation>true 或 false</translation>
        </message>
        <message>
            <source>undo</source>
            <translation>撤销</translation>
        </message>
        <message>
            <source>waiting in Twilio's queue: about {seconds} s</source>
            <translation>在 Twilio 队列中等待：约 {seconds} 秒</translation>
        </message>
        <message>
            <source>was refused by Twilio as a caller ID lately</source>
            <translation>最近被 Twilio 拒绝作为外显号码</translation>
        </message>
        <message>
            <source>your company</source>
            <translation>您的公司</translation>
        </message>
        <message>
            <source>your phone did not answer</source>
            <translation>您的话机无人接听</translation>
        </message>
        <message>
            <source>{by} changed it to {caller_id} since ({time}).</source>
            <translation>此后 {by} 将其改为 {caller_id}（{time}）。</translation>
        </message>
        <message>
            <source>{by} pinned your caller ID to {caller_id} until {until}.</source>
            <translation>{by} 已将您的外显号码固定为 {caller_id}，至 {until}。</translation>
        </message>
        <message>
            <source>{by} pinned your caller ID to {caller_id}.</source>
            <translation>{by} 已将您的外显号码固定为 {caller_id}。</translation>
        </message>
        <message>
            <source>{by} pinned your caller ID.</source>
            <translation>{by} 已固定您的外显号码。</translation>
        </message>
        <message>
            <source>{by} pinned {caller_id} since ({time}).</source>
            <translation>此后 {by} 固定了 {caller_id}（{time}）。</translation>
        </message>
        <message>
            <source>{by} pinned {caller_id} until {until}.</source>
            <translation>{by} 固定了 {caller_id}，至 {until}。</translation>
        </message>
        <message>
            <source>{by} pinned {caller_id}.</source>
            <translation>{by} 固定了 {caller_id}。</translation>
        </message>
        <message>
            <source>{by} set your caller ID to {caller_id} at {time}; your own choice came later and counts.</source>
            <translation>{by} 于 {time} 将您的外显号码设为 {caller_id}；您自己的选择在后，以您的为准。</translation>
        </message>
        <message>
            <source>{company} has changed settings: {count}.</source>
            <translation>{company} 更改了 {count} 项设置。</translation>
        </message>
        <message>
            <source>{company} has changed your ring groups and settings: {count}.</source>
            <translation>{company} 更改了您的振铃组和 {count} 项设置。</translation>
        </message>
        <message>
            <source>{company} has changed your ring groups.</source>
            <translation>{company} 更改了您的振铃组。</translation>
        </message>
        <message>
            <source>{company} has changed “{label}”. It is now: {value}</source>
            <translation>{company} 更改了“{label}”。现在为：{value}</translation>
        </message>
        <message>
            <source>{count} added</source>
            <translation>新增 {count} 个</translation>
        </message>
        <message>
            <source>{count} changed</source>
            <translation>更改 {count} 个</translation>
        </message>
        <message>
            <source>{count} released</source>
            <translation>释放 {count} 个</translation>
        </message>
        <message>
            <source>{digits} is a crisis line and is not called from here.</source>
            <translation>{digits} 是危机援助热线，不能从这里呼叫。</translation>
        </message>
        <message>
            <source>{digits} is a short code ({country}) and is not called from here.</source>
            <translation>{digits} 是短号码（{country}），不能从这里呼叫。</translation>
        </message>
        <message>
            <source>{digits} is an emergency number and is not called from here.</source>
            <translation>{digits} 是紧急号码，不能从此处呼叫。</translation>
        </message>
        <message>
            <source>{digits} is no longer dialled in {country}.</source>
            <translation>{country}已不再拨 {digits}。</translation>
        </message>
        <message>
            <source>{digits} was put in front, as in calls inside {country}.</source>
            <translation>已在前面加上 {digits}，与在{country}境内拨打时相同。</translation>
        </message>
        <message>
            <source>{file} can be changed by others than the administrator, so it locks nothing and only suggests. To mend it: {remedy}</source>
            <translation>管理员以外的人也能更改 {file}，因此它不锁定任何设置，仅作建议。修复方法：{remedy}</translation>
        </message>
        <message>
            <source>{file} can be changed by others than the administrator, so its last good copy counts. To mend it: {remedy}</source>
            <translation>管理员以外的人也能更改 {file}，因此以最近一份正确的副本为准。修复方法：{remedy}</translation>
        </message>
        <message>
            <source>{file} cannot be read: {reason}.</source>
            <translation>无法读取 {file}：{reason}。</translation>
        </message>
        <message>
            <source>{file} cannot be written ({why}).</source>
            <translation>无法写入 {file}（{why}）。</translation>
        </message>
        <message>
            <source>{file} has headers in line {line} and no contact below them.</source>
            <translation>{file} 的第 {line} 行是标题行，但其下没有联系人。</translation>
        </message>
        <message>
            <source>{file} is a spreadsheet, not a CSV or vCard file.</source>
            <translation>{file} 是电子表格，不是 CSV 或 vCard 文件。</translation>
        </message>
        <message>
            <source>{file} is empty.</source>
            <translation>{file} 为空。</translation>
        </message>
        <message>
            <source>{file} is larger than 256 MB.</source>
            <translation>{file} 大于 256 MB。</translation>
        </message>
        <message>
            <source>{file} is neither a CSV nor a vCard file.</source>
            <translation>{file} 既不是 CSV 文件，也不是 vCard 文件。</translation>
        </message>
        <message>
            <source>{file}, line {line}: no column holds telephone numbers.</source>
            <translation>{file} 第 {line} 行：没有包含电话号码的列。</translation>
        </message>
        <message>
            <source>{file}, line {line}: no column holds telephone numbers. It has: {found}.</source>
            <translation>{file} 第 {line} 行：没有包含电话号码的列。现有列：{found}。</translation>
        </message>
        <message>
            <source>{name} ({contact})</source>
            <translation>{name}（{contact}）</translation>
        </message>
        <message>
            <source>{name} is set, but is not what “softphone sandbox” prints.</source>
            <translation>已设置 {name}，但其内容不是“softphone sandbox”的输出。</translation>
        </message>
        <message>
            <source>{news} Show it to this customer, or {number}, which you saw?</source>
            <translation>{news}向此客户显示它，还是显示您看到的 {number}？</translation>
        </message>
        <message>
            <source>{news} The customer sees {number}.</source>
            <translation>{news}客户看到的是 {number}。</translation>
        </message>
        <message>
            <source>{number} can no longer be shown. {problem}</source>
            <translation>{number} 已无法外显。{problem}</translation>
        </message>
        <message>
            <source>{number} could not be reached</source>
            <translation>无法接通 {number}</translation>
        </message>
        <message>
            <source>{number} did not answer</source>
            <translation>{number} 无人接听</translation>
        </message>
        <message>
            <source>{number} is being called already.</source>
            <translation>已在呼叫 {number}。</translation>
        </message>
        <message>
            <source>{number} is busy</source>
            <translation>{number} 占线</translation>
        </message>
        <message>
            <source>{number} is called next</source>
            <translation>接下来呼叫 {number}</translation>
        </message>
        <message>
            <source>{number} is called when you answer</source>
            <translation>您接听后将呼叫 {number}</translation>
        </message>
        <message>
            <source>{number} is not available. {problem}</source>
            <translation>{number} 不可用。{problem}</translation>
        </message>
        <message>
            <source>{number} is on hold</source>
            <translation>{number} 处于保持状态</translation>
        </message>
        <message>
            <source>{number} is ringing…</source>
            <translation>{number} 正在响铃…</translation>
        </message>
        <message>
            <source>{number} may be ringing</source>
            <translation>{number} 可能正在响铃</translation>
        </message>
        <message>
            <source>{number} may be ringing; it is hung up once it is found</source>
            <translation>{number} 可能正在响铃；找到后即挂断</translation>
        </message>
        <message>
            <source>{number} stopped ringing</source>
            <translation>{number} 已停止响铃</translation>
        </message>
        <message>
            <source>{number} was not called</source>
            <translation>未呼叫 {number}</translation>
        </message>
        <message>
            <source>{one} or {other}</source>
            <translation>{one}或{other}</translation>
        </message>
        <message>
            <source>{one}, {other}</source>
            <translation>{one}，{other}</translation>
        </message>
        <message>
            <source>{path} could not be made: {error}.</source>
            <translation>无法创建 {path}：{error}。</translation>
        </message>
        <message>
            <source>{path} could not be read or written: {error}.</source>
            <translation>无法读取或写入 {path}：{error}。</translation>
        </message>
        <message>
            <source>{path} could not be written: {error}.</source>
            <translation>无法写入 {path}：{error}。</translation>
        </message>
        <message>
            <source>{path} was not a database any more. It was set aside as {aside}.</source>
            <translation>{path} 已不是有效的数据库，已另存为 {aside}。</translation>
        </message>
        <message>
            <source>{path}, which {name} names, cannot be read as certificates.</source>
            <translation>{name} 指定的 {path} 无法作为证书读取。</translation>
        </message>
        <message>
            <source>{prefix} was read as +.</source>
            <translation>{prefix} 已读作 +。</translation>
        </message>
        <message>
            <source>{problem} The caller ID that was known last is shown.</source>
            <translation>{problem}将显示最后已知的来电号码。</translation>
        </message>
        <message>
            <source>{server} did not answer when asked for a token.</source>
            <translation>向 {server} 请求令牌时未获应答。</translation>
        </message>
        <message>
            <source>{server} gave no token (HTTP {status}).</source>
            <translation>{server} 未提供令牌 (HTTP {status})。</translation>
        </message>
        <message>
            <source>{state}, {country}</source>
            <translation>{country}{state}</translation>
        </message>
        <message>
            <source>{what} A phone may be ringing.</source>
            <translation>{what} 可能有电话正在响铃。</translation>
        </message>
        <message>
            <source>{where}: {what}</source>
            <translation>{where}：{what}</translation>
        </message>
        <message>
            <source>{who} could not be reached</source>
            <translation>无法接通 {who}</translation>
        </message>
        <message>
            <source>{who} did not answer</source>
            <translation>{who} 无人接听</translation>
        </message>
        <message>
            <source>{who} did not take the call.</source>
            <translation>{who} 未接听转接的通话。</translation>
        </message>
        <message>
            <source>{who} has left</source>
            <translation>{who} 已离开</translation>
        </message>
        <message>
            <source>{who} is busy</source>
            <translation>{who} 占线</translation>
        </message>
        <message>
            <source>{who} is called next</source>
            <translation>接下来将呼叫 {who}</translation>
        </message>
        <message>
            <source>{who} is in the call</source>
            <translation>{who} 已在通话中</translation>
        </message>
        <message>
            <source>{who} is in the call already.</source>
            <translation>{who} 已在通话中。</translation>
        </message>
        <message>
            <source>{who} is not there any more.</source>
            <translation>{who} 已不在通话中。</translation>
        </message>
        <message>
            <source>{who} is on hold</source>
            <translation>{who} 处于保持状态</translation>
        </message>
        <message>
            <source>{who} is ringing…</source>
            <translation>{who} 正在响铃…</translation>
        </message>
        <message>
            <source>{who} may be ringing</source>
            <translation>{who} 可能正在响铃</translation>
        </message>
        <message>
            <source>{who} stopped ringing</source>
            <translation>{who} 已停止响铃</translation>
        </message>
        <message>
            <source>{who} was not called</source>
            <translation>未呼叫 {who}</translation>
        </message>
        <message>
            <source>{why}; you last spoke from this number</source>
            <translation>{why}；您上次用这个号码通话</translation>
        </message>
        <message>
            <source>Åland Islands</source>
            <translation>奥兰群岛</translation>
        </message>
        <message>
            <source>“{label}” is now set by {company}.</source>
            <translation>“{label}”现在由 {company} 设置。</translation>
        </message>
        <message>
            <source>“{label}” is set in {file} and cannot be changed here.</source>
            <translation>“{label}”已在 {file} 中设置，无法在此更改。</translation>
        </message>
        <message>
            <source>“{label}” is yours to change now.</source>
            <translation>您现在可以更改“{label}”。</translation>
        </message>
        <message>
            <source>“{name}” is not a telephone number.</source>
            <translation>“{name}”不是电话号码。</translation>
        </message>
        <message>
            <source>“{scheme}:” links do not lead to a telephone.</source>
            <translation>“{scheme}:”链接不指向电话。</translation>
        </message>
        <message>
            <source>“{text}” cannot be dialled exactly as typed.</source>
            <translation>“{text}”无法完全按输入拨打。</translation>
        </message>
        <message>
            <source>“{text}” cannot be sent as tones.</source>
            <translation>“{text}”无法作为按键音发送。</translation>
        </message>
        <message>
            <source>“{text}” cannot exist: no area code or exchange in +1 starts so.</source>
            <translation>“{text}”不可能存在：+1 中没有这样开头的区号或局号。</translation>
        </message>
        <message>
            <source>“{text}” does not have a number's length.</source>
            <translation>“{text}”的长度不符合电话号码。</translation>
        </message>
        <message>
            <source>“{text}” does not start with a country code that exists.</source>
            <translation>“{text}”开头的国家代码不存在。</translation>
        </message>
        <message>
            <source>“{text}” has no area code.</source>
            <translation>“{text}”没有区号。</translation>
        </message>
        <message>
            <source>“{text}” has no country code.</source>
            <translation>“{text}”没有国家代码。</translation>
        </message>
        <message>
            <source>“{text}” has too few digits.</source>
            <translation>“{text}”位数过少。</translation>
        </message>
        <message>
            <source>“{text}” has too many digits.</source>
            <translation>“{text}”位数过多。</translation>
        </message>
        <message>
            <source>“{text}” is nobody known here.</source>
            <translation>此处没有名为“{text}”的人。</translation>
        </message>
        <message>
            <source>“{text}” is not a SIP address.</source>
            <translation>“{text}”不是 SIP 地址。</translation>
        </message>
        <message>
            <source>“{text}” is not a telephone number.</source>
            <translation>“{text}”不是电话号码。</translation>
        </message>
        <message>
            <source>“{text}” was rounded by a spreadsheet: the last digits are lost.</source>
            <translation>“{text}”已被电子表格四舍五入：末尾数字已丢失。</translation>
        </message>
        <message>
            <source>“{value}” does not fit “{label}”.</source>
            <translation>“{value}”不适用于“{label}”。</translation>
        </message>
    </context>
</TS>
