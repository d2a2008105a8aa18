<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="th" sourcelanguage="en">
    <context>
        <name>AboutDialog</name>
        <message>
            <source>A desktop softphone for call-centre agents, on the company's own Twilio account.</source>
            <translation>ซอฟต์โฟนบนเดสก์ท็อปสำหรับเจ้าหน้าที่คอลเซ็นเตอร์ ใช้กับบัญชี Twilio ของบริษัทเอง</translation>
        </message>
        <message>
            <source>About Softphone</source>
            <translation>เกี่ยวกับ Softphone</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>ปิด</translation>
        </message>
        <message>
            <source>It uses Qt and Qt for Python (PySide6) under the GNU Lesser General Public License, version 3. They are separate libraries: you may replace them with your own build.</source>
            <translation>โปรแกรมนี้ใช้ Qt และ Qt for Python (PySide6) ภายใต้สัญญาอนุญาต GNU Lesser General Public License เวอร์ชัน 3 ทั้งสองเป็นไลบรารีแยกต่างหาก คุณสามารถแทนที่ด้วยรุ่นที่คุณสร้างเองได้</translation>
        </message>
        <message>
            <source>Licence: {licence}</source>
            <translation>สัญญาอนุญาต: {licence}</translation>
        </message>
        <message>
            <source>Licensed under the Apache License, version 2.0 (Apache-2.0).</source>
            <translation>เผยแพร่ภายใต้สัญญาอนุญาต Apache License เวอร์ชัน 2.0 (Apache-2.0)</translation>
        </message>
        <message>
            <source>Softphone {version}</source>
            <translation>Softphone {version}</translation>
        </message>
        <message>
            <source>The package does not carry the licence's text.</source>
            <translation>แพ็กเกจนี้ไม่มีข้อความสัญญาอนุญาตแนบมาด้วย</translation>
        </message>
        <message>
            <source>The package does not say under which licence it is.</source>
            <translation>แพ็กเกจนี้ไม่ได้ระบุสัญญาอนุญาตที่ใช้</translation>
        </message>
        <message>
            <source>What it is made with, and the licences</source>
            <translation>ส่วนประกอบที่ใช้และสัญญาอนุญาต</translation>
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
            <translation>จะโทรหา {number} โดยแสดง {caller_id} ใน {seconds} วินาที</translation>
        </message>
        <message>
            <source>Left out of the link: {parts}</source>
            <translation>ไม่ได้ใช้จากลิงก์: {parts}</translation>
        </message>
        <message>
            <source>The number waits in the field until this call is over.</source>
            <translation>หมายเลขนี้จะรออยู่ในช่องจนกว่าสายนี้จะสิ้นสุด</translation>
        </message>
        <message>
            <source>There is no text on the clipboard.</source>
            <translation>ไม่มีข้อความในคลิปบอร์ด</translation>
        </message>
    </context>
    <context>
        <name>CallButton</name>
        <message>
            <source>Hold</source>
            <translation>พักสาย</translation>
        </message>
        <message>
            <source>Holding…</source>
            <translation>พักสาย…</translation>
        </message>
        <message>
            <source>Mute</source>
            <translation>ปิดเสียง</translation>
        </message>
        <message>
            <source>Muted</source>
            <translation>ปิดเสียงอยู่</translation>
        </message>
        <message>
            <source>Muting…</source>
            <translation>ปิดเสียง…</translation>
        </message>
        <message>
            <source>On hold</source>
            <translation>พักสายอยู่</translation>
        </message>
        <message>
            <source>Resuming…</source>
            <translation>กลับเข้าสาย…</translation>
        </message>
        <message>
            <source>Unmuting…</source>
            <translation>เปิดเสียง…</translation>
        </message>
    </context>
    <context>
        <name>CallButtons</name>
        <message>
            <source>&amp;Keypad tones</source>
            <translation>เสียงกดปุ่ม(&amp;K)</translation>
        </message>
        <message>
            <source>&amp;Mute</source>
            <translation>ปิดเสียง(&amp;M)</translation>
        </message>
        <message>
            <source>&amp;Transfer…</source>
            <translation>โอนสาย(&amp;T)…</translation>
        </message>
        <message>
            <source>A&amp;dd somebody…</source>
            <translation>เพิ่มคนในสาย(&amp;D)…</translation>
        </message>
        <message>
            <source>Add</source>
            <translation>เพิ่มคน</translation>
        </message>
        <message>
            <source>Ask somebody else into the call ({key})</source>
            <translation>เชิญอีกคนเข้าร่วมสาย ({key})</translation>
        </message>
        <message>
            <source>H&amp;old</source>
            <translation>พักสาย(&amp;O)</translation>
        </message>
        <message>
            <source>Hand the call to somebody else ({key})</source>
            <translation>โอนสายให้คนอื่น ({key})</translation>
        </message>
        <message>
            <source>Keypad</source>
            <translation>แป้นกด</translation>
        </message>
        <message>
            <source>Nobody hears you ({key})</source>
            <translation>ไม่มีใครได้ยินคุณ ({key})</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>หมายเหตุ</translation>
        </message>
        <message>
            <source>Note on this ca&amp;ll</source>
            <translation>หมายเหตุของสายนี้(&amp;L)</translation>
        </message>
        <message>
            <source>Press keys for the customer's menu ({key})</source>
            <translation>กดปุ่มสำหรับเมนูของปลายทาง ({key})</translation>
        </message>
        <message>
            <source>Ringing…</source>
            <translation>กำลังดัง…</translation>
        </message>
        <message>
            <source>The customer hears music ({key})</source>
            <translation>ลูกค้าได้ยินเสียงเพลง ({key})</translation>
        </message>
        <message>
            <source>There is no call.</source>
            <translation>ไม่มีสาย</translation>
        </message>
        <message>
            <source>Transfer</source>
            <translation>โอนสาย</translation>
        </message>
        <message>
            <source>Write a note on this call ({key})</source>
            <translation>เขียนหมายเหตุของสายนี้ ({key})</translation>
        </message>
    </context>
    <context>
        <name>CallControls</name>
        <message>
            <source>Hanging up…</source>
            <translation>กำลังวางสาย…</translation>
        </message>
        <message>
            <source>There is no call.</source>
            <translation>ไม่มีสาย</translation>
        </message>
    </context>
    <context>
        <name>CallModel</name>
        <message>
            <source>Call ended after {time}</source>
            <translation>สิ้นสุดสายแล้ว ใช้เวลา {time}</translation>
        </message>
        <message>
            <source>Handed over to {who} after {time}</source>
            <translation>โอนให้ {who} แล้ว ใช้เวลา {time}</translation>
        </message>
        <message>
            <source>Hanging up…</source>
            <translation>กำลังวางสาย…</translation>
        </message>
        <message>
            <source>{trouble} Looking again.</source>
            <translation>{trouble} กำลังตรวจสอบอีกครั้ง</translation>
        </message>
        <message>
            <source>{trouble} The call goes on; looking again.</source>
            <translation>{trouble} สายยังดำเนินต่อ กำลังตรวจสอบอีกครั้ง</translation>
        </message>
        <message>
            <source>{trouble} Trying again.</source>
            <translation>{trouble} กำลังลองอีกครั้ง</translation>
        </message>
    </context>
    <context>
        <name>CallPanel</name>
        <message>
            <source>&amp;Keep {number}</source>
            <translation>&amp;คง {number}</translation>
        </message>
        <message>
            <source>&amp;Show {number}</source>
            <translation>&amp;แสดง {number}</translation>
        </message>
        <message>
            <source>Add to the call</source>
            <translation>เพิ่มเข้าในสาย</translation>
        </message>
        <message>
            <source>Call again</source>
            <translation>โทรอีกครั้ง</translation>
        </message>
        <message>
            <source>Call in progress</source>
            <translation>กำลังอยู่ในสาย</translation>
        </message>
        <message>
            <source>Call them in</source>
            <translation>โทรเชิญเข้าสาย</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>ปิด</translation>
        </message>
        <message>
            <source>End the call (F8)</source>
            <translation>สิ้นสุดสาย (F8)</translation>
        </message>
        <message>
            <source>Hand over when they answer</source>
            <translation>โอนเมื่อปลายทางรับสาย</translation>
        </message>
        <message>
            <source>Hang up</source>
            <translation>วางสาย</translation>
        </message>
        <message>
            <source>Look again</source>
            <translation>ตรวจสอบอีกครั้ง</translation>
        </message>
        <message>
            <source>Ring me back in</source>
            <translation>โทรหาฉันเพื่อกลับเข้าสาย</translation>
        </message>
        <message>
            <source>Send {keys}</source>
            <translation>ส่ง {keys}</translation>
        </message>
        <message>
            <source>Talk first</source>
            <translation>คุยก่อนโอน</translation>
        </message>
        <message>
            <source>They cannot hear you: the app that carried your sound was closed.</source>
            <translation>พวกเขาไม่ได้ยินคุณ: แอปที่ส่งเสียงของคุณถูกปิดไป</translation>
        </message>
        <message>
            <source>Transfer to</source>
            <translation>โอนสายให้</translation>
        </message>
        <message>
            <source>as {number}</source>
            <translation>แสดง {number}</translation>
        </message>
    </context>
    <context>
        <name>CallerIdCard</name>
        <message>
            <source>Calling as</source>
            <translation>โทรโดยแสดง</translation>
        </message>
        <message>
            <source>Calling as {number}</source>
            <translation>โทรโดยแสดง {number}</translation>
        </message>
        <message>
            <source>Choose the number to show (Alt+I)</source>
            <translation>เลือกหมายเลขที่จะแสดง (Alt+I)</translation>
        </message>
        <message>
            <source>Why this number?</source>
            <translation>ทำไมจึงเป็นหมายเลขนี้</translation>
        </message>
        <message>
            <source>Why?</source>
            <translation>ทำไม</translation>
        </message>
    </context>
    <context>
        <name>CallerIdPopup</name>
        <message>
            <source>Enter: choose · Alt+Enter: this call only · Ctrl+P: pin · F5: refresh</source>
            <translation>Enter: เลือก · Alt+Enter: เฉพาะสายนี้ · Ctrl+P: ปักหมุด · F5: รีเฟรช</translation>
        </message>
        <message>
            <source>Find a name, a number, a place</source>
            <translation>ค้นหาชื่อ หมายเลข หรือสถานที่</translation>
        </message>
        <message>
            <source>Find a number to show</source>
            <translation>ค้นหาหมายเลขที่จะแสดง</translation>
        </message>
        <message>
            <source>No number matches “{text}”.</source>
            <translation>ไม่มีหมายเลขที่ตรงกับ “{text}”</translation>
        </message>
        <message>
            <source>Numbers you may show</source>
            <translation>หมายเลขที่คุณแสดงได้</translation>
        </message>
        <message>
            <source>There is no number that you may show. F5 reads the numbers again.</source>
            <translation>ไม่มีหมายเลขที่คุณแสดงได้ กด F5 เพื่ออ่านหมายเลขอีกครั้ง</translation>
        </message>
    </context>
    <context>
        <name>CallerIdRows</name>
        <message>
            <source>All numbers</source>
            <translation>หมายเลขทั้งหมด</translation>
        </message>
        <message>
            <source>Not for you to show</source>
            <translation>คุณแสดงไม่ได้</translation>
        </message>
        <message>
            <source>Pinned</source>
            <translation>ปักหมุดไว้</translation>
        </message>
        <message>
            <source>Recent</source>
            <translation>ล่าสุด</translation>
        </message>
        <message>
            <source>verified only</source>
            <translation>ยืนยันแล้วเท่านั้น</translation>
        </message>
        <message>
            <source>your own line</source>
            <translation>หมายเลขเฉพาะของคุณ</translation>
        </message>
    </context>
    <context>
        <name>CallerIdView</name>
        <message>
            <source>Choose a number</source>
            <translation>เลือกหมายเลข</translation>
        </message>
        <message>
            <source>Default (automatic)</source>
            <translation>ค่าเริ่มต้น (อัตโนมัติ)</translation>
        </message>
        <message>
            <source>Loading the numbers…</source>
            <translation>กำลังโหลดหมายเลข…</translation>
        </message>
        <message>
            <source>No number to show</source>
            <translation>ไม่มีหมายเลขที่จะแสดง</translation>
        </message>
        <message>
            <source>No numbers yet</source>
            <translation>ยังไม่มีหมายเลข</translation>
        </message>
        <message>
            <source>Refresh reads them from Twilio.</source>
            <translation>กด “รีเฟรช” เพื่ออ่านหมายเลขจาก Twilio</translation>
        </message>
        <message>
            <source>There is no list: the rules choose the number for every call.</source>
            <translation>ไม่มีรายการ: กฎเลือกหมายเลขให้ทุกสาย</translation>
        </message>
        <message>
            <source>Type a number to see which one it will show.</source>
            <translation>พิมพ์หมายเลขเพื่อดูว่าจะแสดงหมายเลขใด</translation>
        </message>
        <message>
            <source>chosen automatically</source>
            <translation>เลือกโดยอัตโนมัติ</translation>
        </message>
        <message>
            <source>chosen by you</source>
            <translation>คุณเลือกเอง</translation>
        </message>
        <message>
            <source>for this call only</source>
            <translation>เฉพาะสายนี้</translation>
        </message>
        <message>
            <source>pinned for this contact</source>
            <translation>ปักหมุดไว้สำหรับผู้ติดต่อนี้</translation>
        </message>
        <message>
            <source>set by {name}</source>
            <translation>กำหนดโดย {name}</translation>
        </message>
        <message>
            <source>your administrator</source>
            <translation>ผู้ดูแลระบบของคุณ</translation>
        </message>
        <message>
            <source>{number} is not available. {problem}</source>
            <translation>{number} ใช้ไม่ได้ {problem}</translation>
        </message>
    </context>
    <context>
        <name>CallerIdsModel</name>
        <message>
            <source>Chooses for each number you call.</source>
            <translation>เลือกให้ตามแต่ละหมายเลขที่คุณโทร</translation>
        </message>
        <message>
            <source>Default (automatic)</source>
            <translation>ค่าเริ่มต้น (อัตโนมัติ)</translation>
        </message>
    </context>
    <context>
        <name>ContactActions</name>
        <message>
            <source>&amp;Add a contact…</source>
            <translation>เพิ่มผู้ติดต่อ(&amp;A)…</translation>
        </message>
        <message>
            <source>&amp;Copy the number</source>
            <translation>คัดลอกหมายเลข(&amp;C)</translation>
        </message>
        <message>
            <source>&amp;Delete</source>
            <translation>ลบ(&amp;D)</translation>
        </message>
        <message>
            <source>&amp;Edit…</source>
            <translation>แก้ไข(&amp;E)…</translation>
        </message>
        <message>
            <source>&amp;Favourite</source>
            <translation>รายการโปรด(&amp;F)</translation>
        </message>
        <message>
            <source>&amp;Import a file…</source>
            <translation>นำเข้าไฟล์(&amp;I)…</translation>
        </message>
        <message>
            <source>&amp;Pin a caller ID…</source>
            <translation>ปักหมุดหมายเลขผู้โทร(&amp;P)…</translation>
        </message>
        <message>
            <source>&amp;Undo deleting</source>
            <translation>เลิกทำการลบ(&amp;U)</translation>
        </message>
        <message>
            <source>Choose a contact first.</source>
            <translation>โปรดเลือกผู้ติดต่อก่อน</translation>
        </message>
        <message>
            <source>Contacts (*.csv *.vcf *.txt *.tsv);;All files (*)</source>
            <translation>ผู้ติดต่อ (*.csv *.vcf *.txt *.tsv);;ไฟล์ทั้งหมด (*)</translation>
        </message>
        <message>
            <source>Import contacts</source>
            <translation>นำเข้าผู้ติดต่อ</translation>
        </message>
        <message>
            <source>Nothing was deleted.</source>
            <translation>ไม่มีรายการที่ถูกลบ</translation>
        </message>
        <message>
            <source>Use {number} {kind}</source>
            <translation>ใช้ {number} {kind}</translation>
        </message>
        <message>
            <source>{number} copied.</source>
            <translation>คัดลอก {number} แล้ว</translation>
        </message>
    </context>
    <context>
        <name>ContactForm</name>
        <message>
            <source>Add a contact</source>
            <translation>เพิ่มผู้ติดต่อ</translation>
        </message>
        <message>
            <source>Add a number</source>
            <translation>เพิ่มหมายเลข</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>ยกเลิก</translation>
        </message>
        <message>
            <source>Company</source>
            <translation>บริษัท</translation>
        </message>
        <message>
            <source>Digits, * and #; a comma is a short pause.</source>
            <translation>ตัวเลข, * และ # เครื่องหมายจุลภาคคือการหยุดสั้นๆ</translation>
        </message>
        <message>
            <source>Edit contact</source>
            <translation>แก้ไขผู้ติดต่อ</translation>
        </message>
        <message>
            <source>Kind of number {position}</source>
            <translation>ประเภทของหมายเลขที่ {position}</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>ชื่อ</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>หมายเหตุ</translation>
        </message>
        <message>
            <source>Number {position}</source>
            <translation>หมายเลขที่ {position}</translation>
        </message>
        <message>
            <source>Numbers</source>
            <translation>หมายเลข</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>บันทึก</translation>
        </message>
        <message>
            <source>The first is called.</source>
            <translation>ระบบจะโทรหาหมายเลขแรก</translation>
        </message>
        <message>
            <source>Tones after they answer</source>
            <translation>เสียงกดปุ่มหลังปลายทางรับสาย</translation>
        </message>
        <message>
            <source>Type or paste a number</source>
            <translation>พิมพ์หรือวางหมายเลข</translation>
        </message>
        <message>
            <source>telephone</source>
            <translation>โทรศัพท์</translation>
        </message>
    </context>
    <context>
        <name>ContactImportDialog</name>
        <message>
            <source>Arabic</source>
            <translation>อาหรับ</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>ยกเลิก</translation>
        </message>
        <message>
            <source>Central European</source>
            <translation>ยุโรปกลาง</translation>
        </message>
        <message>
            <source>Cyrillic</source>
            <translation>ซีริลลิก</translation>
        </message>
        <message>
            <source>Do names look wrong? Read the letters as:</source>
            <translation>ชื่อแสดงไม่ถูกต้องใช่ไหม ให้อ่านตัวอักษรเป็น:</translation>
        </message>
        <message>
            <source>Greek</source>
            <translation>กรีก</translation>
        </message>
        <message>
            <source>Import</source>
            <translation>นำเข้า</translation>
        </message>
        <message>
            <source>Import contacts</source>
            <translation>นำเข้าผู้ติดต่อ</translation>
        </message>
        <message>
            <source>Import {count}</source>
            <translation>นำเข้า {count} รายการ</translation>
        </message>
        <message>
            <source>Japanese</source>
            <translation>ญี่ปุ่น</translation>
        </message>
        <message>
            <source>Korean</source>
            <translation>เกาหลี</translation>
        </message>
        <message>
            <source>Left out</source>
            <translation>ไม่ถูกนำเข้า</translation>
        </message>
        <message>
            <source>Letters of the file</source>
            <translation>รหัสตัวอักษรของไฟล์</translation>
        </message>
        <message>
            <source>Line {line}, {whose}: {why}</source>
            <translation>บรรทัด {line}, {whose}: {why}</translation>
        </message>
        <message>
            <source>Line {line}: {why}</source>
            <translation>บรรทัด {line}: {why}</translation>
        </message>
        <message>
            <source>Nothing in the file is new.</source>
            <translation>ไม่มีข้อมูลใหม่ในไฟล์</translation>
        </message>
        <message>
            <source>Reading the file</source>
            <translation>กำลังอ่านไฟล์</translation>
        </message>
        <message>
            <source>Simplified Chinese</source>
            <translation>จีนตัวย่อ</translation>
        </message>
        <message>
            <source>Thai</source>
            <translation>ไทย</translation>
        </message>
        <message>
            <source>The file is being read.</source>
            <translation>กำลังอ่านไฟล์</translation>
        </message>
        <message>
            <source>Traditional Chinese</source>
            <translation>จีนตัวเต็ม</translation>
        </message>
        <message>
            <source>Turkish</source>
            <translation>ตุรกี</translation>
        </message>
        <message>
            <source>Unicode (UTF-8)</source>
            <translation>Unicode (UTF-8)</translation>
        </message>
        <message>
            <source>Western European</source>
            <translation>ยุโรปตะวันตก</translation>
        </message>
        <message>
            <source>Will be kept</source>
            <translation>จะเก็บไว้</translation>
        </message>
    </context>
    <context>
        <name>ContactImportModel</name>
        <message>
            <source>Contacts you have that get a number or a detail more: {count}</source>
            <translation>ผู้ติดต่อเดิมที่ได้หมายเลขหรือรายละเอียดเพิ่ม: {count}</translation>
        </message>
        <message>
            <source>Found in the file: {count}</source>
            <translation>พบในไฟล์: {count}</translation>
        </message>
        <message>
            <source>Left out, listed below: {count}</source>
            <translation>ไม่ถูกนำเข้า ตามรายการด้านล่าง: {count}</translation>
        </message>
        <message>
            <source>New contacts: {count}</source>
            <translation>ผู้ติดต่อใหม่: {count}</translation>
        </message>
        <message>
            <source>Put together with another of the file, by number: {count}</source>
            <translation>รวมกับรายการอื่นในไฟล์ที่หมายเลขตรงกัน: {count}</translation>
        </message>
        <message>
            <source>There already: {count}</source>
            <translation>มีอยู่แล้ว: {count}</translation>
        </message>
    </context>
    <context>
        <name>ContactRowsModel</name>
        <message>
            <source>as {number}</source>
            <translation>แสดง {number}</translation>
        </message>
        <message>
            <source>as {number} · not available</source>
            <translation>แสดง {number} · ใช้ไม่ได้</translation>
        </message>
        <message>
            <source>favourite</source>
            <translation>รายการโปรด</translation>
        </message>
        <message>
            <source>fax</source>
            <translation>แฟกซ์</translation>
        </message>
        <message>
            <source>home</source>
            <translation>บ้าน</translation>
        </message>
        <message>
            <source>main number</source>
            <translation>หมายเลขหลัก</translation>
        </message>
        <message>
            <source>mobile</source>
            <translation>มือถือ</translation>
        </message>
        <message>
            <source>work</source>
            <translation>ที่ทำงาน</translation>
        </message>
        <message>
            <source>{count} more</source>
            <translation>อีก {count} รายการ</translation>
        </message>
    </context>
    <context>
        <name>ContactsModel</name>
        <message>
            <source>The numbers are not there yet.</source>
            <translation>หมายเลขยังไม่พร้อม</translation>
        </message>
        <message>
            <source>Your caller ID is set by {name}.</source>
            <translation>หมายเลขผู้โทรของคุณกำหนดโดย {name}</translation>
        </message>
        <message>
            <source>your administrator</source>
            <translation>ผู้ดูแลระบบของคุณ</translation>
        </message>
    </context>
    <context>
        <name>ContactsPage</name>
        <message>
            <source>Add a contact</source>
            <translation>เพิ่มผู้ติดต่อ</translation>
        </message>
        <message>
            <source>Contacts</source>
            <translation>ผู้ติดต่อ</translation>
        </message>
        <message>
            <source>Enter calls. The menu key offers more.</source>
            <translation>กด Enter เพื่อโทร กดปุ่มเมนูเพื่อดูตัวเลือกเพิ่มเติม</translation>
        </message>
        <message>
            <source>Find a name, a company, a number, a note</source>
            <translation>ค้นหาชื่อ บริษัท หมายเลข หรือหมายเหตุ</translation>
        </message>
        <message>
            <source>Find in contacts</source>
            <translation>ค้นหาในผู้ติดต่อ</translation>
        </message>
        <message>
            <source>Import a file…</source>
            <translation>นำเข้าไฟล์…</translation>
        </message>
        <message>
            <source>Keep the people you call here, or import a CSV or vCard file.</source>
            <translation>เก็บรายชื่อคนที่คุณโทรหาไว้ที่นี่ หรือนำเข้าไฟล์ CSV หรือ vCard</translation>
        </message>
        <message>
            <source>No contact matches “{text}”.</source>
            <translation>ไม่มีผู้ติดต่อที่ตรงกับ “{text}”</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>เลิกทำ</translation>
        </message>
        <message>
            <source>{name} was deleted.</source>
            <translation>ลบ {name} แล้ว</translation>
        </message>
    </context>
    <context>
        <name>CountdownBar</name>
        <message>
            <source>Cancel</source>
            <translation>ยกเลิก</translation>
        </message>
        <message>
            <source>Do not call; the number stays in the field (Esc)</source>
            <translation>ไม่โทร หมายเลขจะยังอยู่ในช่อง (Esc)</translation>
        </message>
    </context>
    <context>
        <name>WindowWiring</name>
        <message>
            <source>A call is in progress.</source>
            <translation>กำลังอยู่ในสาย</translation>
        </message>
        <message>
            <source>{count} calls were written.</source>
            <translation>เขียนข้อมูลการโทรแล้ว {count} รายการ</translation>
        </message>
        <message>
            <source>{count} changes were written.</source>
            <translation>เขียนการเปลี่ยนแปลงแล้ว {count} รายการ</translation>
        </message>
    </context>
    <context>
        <name>Desktop</name>
        <message>
            <source>Its icon opens it again, hangs up, and quits. Preferences turn this off.</source>
            <translation>ใช้ไอคอนเพื่อเปิดหน้าต่างอีกครั้ง วางสาย หรือออกจากโปรแกรม ปิดคุณสมบัตินี้ได้ในการตั้งค่า</translation>
        </message>
        <message>
            <source>Softphone goes on in the tray</source>
            <translation>Softphone ยังทำงานอยู่ในถาดระบบ</translation>
        </message>
        <message>
            <source>Softphone was open already. Quit it first to start it in another way.</source>
            <translation>Softphone เปิดอยู่แล้ว โปรดออกจากโปรแกรมก่อนหากต้องการเริ่มด้วยวิธีอื่น</translation>
        </message>
    </context>
    <context>
        <name>DesktopMenu</name>
        <message>
            <source>&amp;Desktop</source>
            <translation>เดสก์ท็อป(&amp;D)</translation>
        </message>
        <message>
            <source>A click on a telephone number then fills it in here</source>
            <translation>จากนั้นเมื่อคลิกหมายเลขโทรศัพท์ หมายเลขจะถูกกรอกที่นี่</translation>
        </message>
        <message>
            <source>Call from the clip&amp;board</source>
            <translation>โทรจากคลิปบอร์ด(&amp;B)</translation>
        </message>
        <message>
            <source>Links to telephone numbers</source>
            <translation>ลิงก์หมายเลขโทรศัพท์</translation>
        </message>
        <message>
            <source>Make this the app for &amp;tel: links</source>
            <translation>ตั้งเป็นแอปสำหรับลิงก์ tel:(&amp;T)</translation>
        </message>
    </context>
    <context>
        <name>DialModel</name>
        <message>
            <source>Last time {number} was shown. Look at the number shown now, then call.</source>
            <translation>ครั้งล่าสุดแสดง {number} โปรดดูหมายเลขที่แสดงตอนนี้ก่อน แล้วจึงโทร</translation>
        </message>
        <message>
            <source>The numbers are not there yet.</source>
            <translation>หมายเลขยังไม่พร้อม</translation>
        </message>
        <message>
            <source>Type or paste a number.</source>
            <translation>โปรดพิมพ์หรือวางหมายเลข</translation>
        </message>
        <message>
            <source>“{text}” is among your contacts: choose it from the list.</source>
            <translation>“{text}” อยู่ในรายชื่อของคุณ: โปรดเลือกจากรายการ</translation>
        </message>
    </context>
    <context>
        <name>DiallerPage</name>
        <message>
            <source>Call</source>
            <translation>โทร</translation>
        </message>
        <message>
            <source>Call (Enter)</source>
            <translation>โทร (Enter)</translation>
        </message>
        <message>
            <source>Call {number}</source>
            <translation>โทรหา {number}</translation>
        </message>
        <message>
            <source>Contacts</source>
            <translation>ผู้ติดต่อ</translation>
        </message>
        <message>
            <source>Recents</source>
            <translation>การโทรล่าสุด</translation>
        </message>
    </context>
    <context>
        <name>GlobalKeys</name>
        <message>
            <source>Another program uses {keys}, so it does nothing here.</source>
            <translation>โปรแกรมอื่นใช้ {keys} อยู่ ปุ่มนี้จึงไม่มีผลที่นี่</translation>
        </message>
        <message>
            <source>Call from the clipboard</source>
            <translation>โทรจากคลิปบอร์ด</translation>
        </message>
        <message>
            <source>Hang up</source>
            <translation>วางสาย</translation>
        </message>
        <message>
            <source>This desktop does not offer keys that work in every window. A shortcut made in its own settings can run “softphone --hang-up”.</source>
            <translation>เดสก์ท็อปนี้ไม่รองรับปุ่มลัดที่ใช้ได้ในทุกหน้าต่าง คุณสามารถสร้างปุ่มลัดในการตั้งค่าของเดสก์ท็อปให้เรียกใช้ “softphone --hang-up” ได้</translation>
        </message>
    </context>
    <context>
        <name>GuestLines</name>
        <message>
            <source>Back to the customer</source>
            <translation>กลับไปหาลูกค้า</translation>
        </message>
        <message>
            <source>Complete transfer</source>
            <translation>โอนสายเลย</translation>
        </message>
        <message>
            <source>End</source>
            <translation>วางสาย</translation>
        </message>
        <message>
            <source>End: {guest}</source>
            <translation>วางสาย: {guest}</translation>
        </message>
        <message>
            <source>Handing over…</source>
            <translation>กำลังโอนสาย…</translation>
        </message>
        <message>
            <source>Join all</source>
            <translation>รวมทุกสาย</translation>
        </message>
        <message>
            <source>Joining…</source>
            <translation>กำลังรวมสาย…</translation>
        </message>
        <message>
            <source>Leave the call to them</source>
            <translation>ออกจากสาย ให้คุยกันต่อ</translation>
        </message>
        <message>
            <source>Swap</source>
            <translation>สลับสาย</translation>
        </message>
        <message>
            <source>Swapping…</source>
            <translation>กำลังสลับสาย…</translation>
        </message>
    </context>
    <context>
        <name>HelpMenu</name>
        <message>
            <source>&amp;About Softphone</source>
            <translation>เกี่ยวกับ Softphone(&amp;A)</translation>
        </message>
        <message>
            <source>&amp;Help</source>
            <translation>วิธีใช้(&amp;H)</translation>
        </message>
        <message>
            <source>&amp;Keyboard shortcuts</source>
            <translation>แป้นพิมพ์ลัด(&amp;K)</translation>
        </message>
        <message>
            <source>&amp;Report for support…</source>
            <translation>รายงานสำหรับฝ่ายสนับสนุน(&amp;R)…</translation>
        </message>
        <message>
            <source>&amp;Where do my settings come from?</source>
            <translation>การตั้งค่าของฉันมาจากไหน(&amp;W)</translation>
        </message>
    </context>
    <context>
        <name>InThisApp</name>
        <message>
            <source>In this app, with your headset</source>
            <translation>ในแอปนี้ ด้วยชุดหูฟังของคุณ</translation>
        </message>
    </context>
    <context>
        <name>IncomingBar</name>
        <message>
            <source>&amp;Answer the incoming call</source>
            <translation>รับสายเรียกเข้า(&amp;A)</translation>
        </message>
        <message>
            <source>Answer</source>
            <translation>รับสาย</translation>
        </message>
        <message>
            <source>Answer (F6); a call in progress ends</source>
            <translation>รับสาย (F6) สายที่กำลังคุยจะสิ้นสุด</translation>
        </message>
        <message>
            <source>Hang &amp;up on who called</source>
            <translation>วางสายผู้ที่โทรเข้ามา(&amp;U)</translation>
        </message>
        <message>
            <source>Hang up</source>
            <translation>วางสาย</translation>
        </message>
        <message>
            <source>Hang up on who called (Shift+F8)</source>
            <translation>วางสายผู้ที่โทรเข้ามา (Shift+F8)</translation>
        </message>
        <message>
            <source>Incoming call</source>
            <translation>สายเรียกเข้า</translation>
        </message>
        <message>
            <source>Nobody is calling you.</source>
            <translation>ไม่มีใครโทรหาคุณ</translation>
        </message>
        <message>
            <source>Re&amp;fuse the incoming call</source>
            <translation>ปฏิเสธสายเรียกเข้า(&amp;F)</translation>
        </message>
        <message>
            <source>Refuse</source>
            <translation>ปฏิเสธ</translation>
        </message>
        <message>
            <source>Refuse (Shift+F6)</source>
            <translation>ปฏิเสธ (Shift+F6)</translation>
        </message>
        <message>
            <source>You talk to {caller}</source>
            <translation>คุณกำลังคุยกับ {caller}</translation>
        </message>
        <message>
            <source>{caller} is calling you</source>
            <translation>{caller} กำลังโทรหาคุณ</translation>
        </message>
    </context>
    <context>
        <name>Key</name>
        <message>
            <source>Hold for +</source>
            <translation>กดค้างเพื่อใส่ +</translation>
        </message>
        <message>
            <source>hash</source>
            <translation>สี่เหลี่ยม</translation>
        </message>
        <message>
            <source>star</source>
            <translation>ดอกจัน</translation>
        </message>
    </context>
    <context>
        <name>Keypad</name>
        <message>
            <source>Keypad</source>
            <translation>แป้นกดหมายเลข</translation>
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
            <translation>เสียงขาดหาย กำลังเชื่อมต่อใหม่…</translation>
        </message>
    </context>
    <context>
        <name>LineQuality</name>
        <message>
            <source>Clarity (MOS)</source>
            <translation>ความชัดเจน (MOS)</translation>
        </message>
        <message>
            <source>Lost on the way</source>
            <translation>หายระหว่างทาง</translation>
        </message>
        <message>
            <source>Microphone</source>
            <translation>ไมโครโฟน</translation>
        </message>
        <message>
            <source>Round trip</source>
            <translation>ไปและกลับ</translation>
        </message>
        <message>
            <source>Sound arriving</source>
            <translation>เสียงที่มาถึง</translation>
        </message>
        <message>
            <source>Unevenness (jitter)</source>
            <translation>ความไม่สม่ำเสมอ (jitter)</translation>
        </message>
        <message>
            <source>heard</source>
            <translation>ได้ยิน</translation>
        </message>
        <message>
            <source>muted</source>
            <translation>ปิดเสียงอยู่</translation>
        </message>
        <message>
            <source>not heard</source>
            <translation>ไม่ได้ยิน</translation>
        </message>
        <message>
            <source>not known</source>
            <translation>ไม่ทราบ</translation>
        </message>
        <message>
            <source>{count} ms</source>
            <translation>{count} มิลลิวินาที</translation>
        </message>
        <message>
            <source>{count} packets a second</source>
            <translation>{count} แพ็กเก็ต/วินาที</translation>
        </message>
        <message>
            <source>{score} of 4.5</source>
            <translation>{score} จาก 4.5</translation>
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
            <translation>กำลังวัด…</translation>
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
            <translation>คัดลอกผลลัพธ์(&amp;C)</translation>
        </message>
        <message>
            <source>&amp;Start the test call</source>
            <translation>เริ่มโทรทดสอบ(&amp;S)</translation>
        </message>
        <message>
            <source>&amp;Test again</source>
            <translation>ทดสอบอีกครั้ง(&amp;T)</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>ปิด</translation>
        </message>
        <message>
            <source>Level of the microphone</source>
            <translation>ระดับเสียงไมโครโฟน</translation>
        </message>
        <message>
            <source>Microphone</source>
            <translation>ไมโครโฟน</translation>
        </message>
        <message>
            <source>Progress of the test call</source>
            <translation>ความคืบหน้าของการโทรทดสอบ</translation>
        </message>
        <message>
            <source>Speak during the test call, and listen.</source>
            <translation>โปรดพูดระหว่างการโทรทดสอบ และฟังเสียง</translation>
        </message>
        <message>
            <source>Test call</source>
            <translation>การโทรทดสอบ</translation>
        </message>
        <message>
            <source>Test my line</source>
            <translation>ทดสอบคู่สายของฉัน</translation>
        </message>
        <message>
            <source>The results were copied.</source>
            <translation>คัดลอกผลลัพธ์แล้ว</translation>
        </message>
        <message>
            <source>The test call is under way.</source>
            <translation>กำลังโทรทดสอบอยู่</translation>
        </message>
        <message>
            <source>There are no results yet.</source>
            <translation>ยังไม่มีผลลัพธ์</translation>
        </message>
        <message>
            <source>Your microphone first, then a call of ten seconds to your own line. Nobody else is called.</source>
            <translation>ทดสอบไมโครโฟนก่อน แล้วโทรหาคู่สายของคุณเองสิบวินาที โดยไม่โทรหาคนอื่น</translation>
        </message>
    </context>
    <context>
        <name>LineTestModel</name>
        <message>
            <source>A call is in progress. Test your line when it is over.</source>
            <translation>กำลังอยู่ในสาย โปรดทดสอบคู่สายเมื่อสายสิ้นสุด</translation>
        </message>
        <message>
            <source>Nothing could be measured in the test call. Try again.</source>
            <translation>วัดผลจากการโทรทดสอบไม่ได้ โปรดลองอีกครั้ง</translation>
        </message>
        <message>
            <source>Say something, and listen: you should hear a voice.</source>
            <translation>โปรดพูดอะไรสักอย่างแล้วฟัง: คุณควรได้ยินเสียงคนพูด</translation>
        </message>
        <message>
            <source>The test call did not reach your line. Check the network connection.</source>
            <translation>การโทรทดสอบไปไม่ถึงคู่สายของคุณ โปรดตรวจสอบการเชื่อมต่อเครือข่าย</translation>
        </message>
        <message>
            <source>The test call ended too early. Try again.</source>
            <translation>การโทรทดสอบสิ้นสุดเร็วเกินไป โปรดลองอีกครั้ง</translation>
        </message>
        <message>
            <source>Your line is being called…</source>
            <translation>กำลังโทรหาคู่สายของคุณ…</translation>
        </message>
    </context>
    <context>
        <name>LineTestResult</name>
        <message>
            <source>Test of the line, {time}, Softphone {version}</source>
            <translation>การทดสอบคู่สาย, {time}, Softphone {version}</translation>
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
            <translation>บัญชี(&amp;A)</translation>
        </message>
        <message>
            <source>&amp;Call</source>
            <translation>โทร(&amp;C)</translation>
        </message>
        <message>
            <source>&amp;Call this number</source>
            <translation>โทรหาหมายเลขนี้(&amp;C)</translation>
        </message>
        <message>
            <source>&amp;Dark</source>
            <translation>มืด(&amp;D)</translation>
        </message>
        <message>
            <source>&amp;Hang up</source>
            <translation>วางสาย(&amp;H)</translation>
        </message>
        <message>
            <source>&amp;Leave the sandbox…</source>
            <translation>ออกจากแซนด์บ็อกซ์(&amp;L)…</translation>
        </message>
        <message>
            <source>&amp;Light</source>
            <translation>สว่าง(&amp;L)</translation>
        </message>
        <message>
            <source>&amp;Preferences…</source>
            <translation>การตั้งค่า(&amp;P)…</translation>
        </message>
        <message>
            <source>&amp;Quit</source>
            <translation>ออก(&amp;Q)</translation>
        </message>
        <message>
            <source>&amp;Recents</source>
            <translation>การโทรล่าสุด(&amp;R)</translation>
        </message>
        <message>
            <source>&amp;Refresh the numbers</source>
            <translation>รีเฟรชหมายเลข(&amp;R)</translation>
        </message>
        <message>
            <source>&amp;Sign in…</source>
            <translation>ลงชื่อเข้าใช้(&amp;S)…</translation>
        </message>
        <message>
            <source>&amp;View</source>
            <translation>มุมมอง(&amp;V)</translation>
        </message>
        <message>
            <source>&amp;Why this number?</source>
            <translation>ทำไมจึงเป็นหมายเลขนี้(&amp;W)</translation>
        </message>
        <message>
            <source>A call is in progress</source>
            <translation>กำลังอยู่ในสาย</translation>
        </message>
        <message>
            <source>As the &amp;system</source>
            <translation>ตามระบบ(&amp;S)</translation>
        </message>
        <message>
            <source>C&amp;ontacts</source>
            <translation>ผู้ติดต่อ(&amp;O)</translation>
        </message>
        <message>
            <source>Choose the caller &amp;ID</source>
            <translation>เลือกหมายเลขผู้โทร(&amp;I)</translation>
        </message>
        <message>
            <source>Dial &amp;exactly as typed</source>
            <translation>โทรตามที่พิมพ์ทุกตัว(&amp;E)</translation>
        </message>
        <message>
            <source>Go to the &amp;number</source>
            <translation>ไปที่ช่องหมายเลข(&amp;N)</translation>
        </message>
        <message>
            <source>Hang up and quit? Without hanging up, the call goes on without this window.</source>
            <translation>วางสายแล้วออกหรือไม่ หากไม่วางสาย สายจะดำเนินต่อโดยไม่มีหน้าต่างนี้</translation>
        </message>
        <message>
            <source>Test m&amp;y line…</source>
            <translation>ทดสอบคู่สายของฉัน(&amp;S)…</translation>
        </message>
        <message>
            <source>Try it as {agent}, a supervisor</source>
            <translation>ลองใช้เป็น {agent} (หัวหน้างาน)</translation>
        </message>
        <message>
            <source>Try it as {agent}, an agent</source>
            <translation>ลองใช้เป็น {agent} (เจ้าหน้าที่)</translation>
        </message>
    </context>
    <context>
        <name>MicrophoneCheck</name>
        <message>
            <source>Say something: the bar moves.</source>
            <translation>โปรดพูดอะไรสักอย่าง: แถบจะขยับ</translation>
        </message>
        <message>
            <source>We hear nothing from this microphone.</source>
            <translation>ไม่ได้ยินเสียงจากไมโครโฟนนี้</translation>
        </message>
        <message>
            <source>Your microphone is heard.</source>
            <translation>ได้ยินเสียงจากไมโครโฟนของคุณ</translation>
        </message>
    </context>
    <context>
        <name>MiniPanel</name>
        <message>
            <source>Call in progress</source>
            <translation>กำลังอยู่ในสาย</translation>
        </message>
        <message>
            <source>End the call</source>
            <translation>สิ้นสุดสาย</translation>
        </message>
        <message>
            <source>Hang up</source>
            <translation>วางสาย</translation>
        </message>
        <message>
            <source>Nobody hears you</source>
            <translation>ไม่มีใครได้ยินคุณ</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>เปิด</translation>
        </message>
        <message>
            <source>Open the softphone's window</source>
            <translation>เปิดหน้าต่างซอฟต์โฟน</translation>
        </message>
    </context>
    <context>
        <name>CallNotifications</name>
        <message>
            <source>Customers now see: {caller_id}</source>
            <translation>ตอนนี้ลูกค้าเห็น: {caller_id}</translation>
        </message>
        <message>
            <source>Your caller ID has changed</source>
            <translation>หมายเลขผู้โทรของคุณเปลี่ยนแล้ว</translation>
        </message>
    </context>
    <context>
        <name>NoteField</name>
        <message>
            <source>Note on this call</source>
            <translation>หมายเหตุของสายนี้</translation>
        </message>
        <message>
            <source>Note on this call. It is kept while you type, and shown in Recents.</source>
            <translation>หมายเหตุของสายนี้ ระบบบันทึกขณะที่คุณพิมพ์ และแสดงในการโทรล่าสุด</translation>
        </message>
    </context>
    <context>
        <name>NoticeBar</name>
        <message>
            <source>Dismiss this message</source>
            <translation>ปิดข้อความนี้</translation>
        </message>
        <message>
            <source>Read more</source>
            <translation>อ่านเพิ่มเติม</translation>
        </message>
    </context>
    <context>
        <name>Notifications</name>
        <message>
            <source>Open</source>
            <translation>เปิด</translation>
        </message>
    </context>
    <context>
        <name>NumberCard</name>
        <message>
            <source>&amp;Number to call</source>
            <translation>หมายเลขที่จะโทร(&amp;N)</translation>
        </message>
        <message>
            <source>Call {number}</source>
            <translation>โทรหา {number}</translation>
        </message>
        <message>
            <source>Number to call</source>
            <translation>หมายเลขที่จะโทร</translation>
        </message>
        <message>
            <source>Will dial {number}</source>
            <translation>จะโทรไปที่ {number}</translation>
        </message>
    </context>
    <context>
        <name>NumberField</name>
        <message>
            <source>Type or paste a number</source>
            <translation>พิมพ์หรือวางหมายเลข</translation>
        </message>
    </context>
    <context>
        <name>OwnCallerIdModel</name>
        <message>
            <source>Your choice counts here. TaskRouter did not answer and gets it later.</source>
            <translation>ตัวเลือกของคุณมีผลที่นี่ TaskRouter ไม่ตอบ ระบบจะส่งให้ภายหลัง</translation>
        </message>
    </context>
    <context>
        <name>PersonField</name>
        <message>
            <source>Enter does this</source>
            <translation>กด Enter เพื่อทำสิ่งนี้</translation>
        </message>
        <message>
            <source>Name of a colleague, phone number or SIP address</source>
            <translation>ชื่อเพื่อนร่วมงาน หมายเลขโทรศัพท์ หรือที่อยู่ SIP</translation>
        </message>
    </context>
    <context>
        <name>PinDialog</name>
        <message>
            <source>Cancel</source>
            <translation>ยกเลิก</translation>
        </message>
        <message>
            <source>Find a label or a number</source>
            <translation>ค้นหาป้ายชื่อหรือหมายเลข</translation>
        </message>
        <message>
            <source>Find a number to pin</source>
            <translation>ค้นหาหมายเลขที่จะปักหมุด</translation>
        </message>
        <message>
            <source>No pin: as for everybody</source>
            <translation>ไม่ปักหมุด: เหมือนผู้ติดต่ออื่น</translation>
        </message>
        <message>
            <source>Numbers you may show</source>
            <translation>หมายเลขที่คุณแสดงได้</translation>
        </message>
        <message>
            <source>Pin</source>
            <translation>ปักหมุด</translation>
        </message>
        <message>
            <source>Pin a caller ID</source>
            <translation>ปักหมุดหมายเลขผู้โทร</translation>
        </message>
        <message>
            <source>What {name} sees when you call</source>
            <translation>หมายเลขที่ {name} เห็นเมื่อคุณโทร</translation>
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
            <translation>ที่นั่นเวลา {time}: ช่วงเวลางดโทร ({hours})</translation>
        </message>
        <message>
            <source>{earliest} to {latest}</source>
            <translation>{earliest} ถึง {latest}</translation>
        </message>
        <message>
            <source>{place} · {time} there</source>
            <translation>{place} · ที่นั่นเวลา {time}</translation>
        </message>
    </context>
    <context>
        <name>PreferencesModel</name>
        <message>
            <source>Only your company's settings file can change these.</source>
            <translation>เปลี่ยนได้ในไฟล์การตั้งค่าของบริษัทเท่านั้น</translation>
        </message>
        <message>
            <source>Set by your company</source>
            <translation>กำหนดโดยบริษัทของคุณ</translation>
        </message>
    </context>
    <context>
        <name>PreferencesPage</name>
        <message>
            <source>Back</source>
            <translation>ย้อนกลับ</translation>
        </message>
        <message>
            <source>Preferences</source>
            <translation>การตั้งค่า</translation>
        </message>
    </context>
    <context>
        <name>QualityMeter</name>
        <message>
            <source>Sound of the call: {grade}</source>
            <translation>คุณภาพเสียงของสาย: {grade}</translation>
        </message>
    </context>
    <context>
        <name>RecentsModel</name>
        <message>
            <source>Call to</source>
            <translation>โทรหา</translation>
        </message>
        <message>
            <source>Today</source>
            <translation>วันนี้</translation>
        </message>
        <message>
            <source>Yesterday</source>
            <translation>เมื่อวาน</translation>
        </message>
        <message>
            <source>as {number} · {why}</source>
            <translation>แสดง {number} · {why}</translation>
        </message>
        <message>
            <source>chosen by you</source>
            <translation>คุณเลือกเอง</translation>
        </message>
        <message>
            <source>{minutes} min {seconds:02} s</source>
            <translation>{minutes} นาที {seconds:02} วินาที</translation>
        </message>
        <message>
            <source>{seconds} s</source>
            <translation>{seconds} วินาที</translation>
        </message>
    </context>
    <context>
        <name>RecentsPage</name>
        <message>
            <source>&amp;Copy the number</source>
            <translation>คัดลอกหมายเลข(&amp;C)</translation>
        </message>
        <message>
            <source>&amp;Export as CSV…</source>
            <translation>ส่งออกเป็น CSV(&amp;E)…</translation>
        </message>
        <message>
            <source>&amp;Note…</source>
            <translation>หมายเหตุ(&amp;N)…</translation>
        </message>
        <message>
            <source>CSV files (*.csv)</source>
            <translation>ไฟล์ CSV (*.csv)</translation>
        </message>
        <message>
            <source>Call &amp;again</source>
            <translation>โทรอีกครั้ง(&amp;A)</translation>
        </message>
        <message>
            <source>Enter calls again; the menu key has more.</source>
            <translation>กด Enter เพื่อโทรอีกครั้ง กดปุ่มเมนูเพื่อดูเพิ่มเติม</translation>
        </message>
        <message>
            <source>Export your calls</source>
            <translation>ส่งออกการโทรของคุณ</translation>
        </message>
        <message>
            <source>Find a name, a number, an outcome, a note</source>
            <translation>ค้นหาชื่อ หมายเลข ผลการโทร หรือหมายเหตุ</translation>
        </message>
        <message>
            <source>Find in recents</source>
            <translation>ค้นหาในการโทรล่าสุด</translation>
        </message>
        <message>
            <source>No call matches “{text}”.</source>
            <translation>ไม่มีการโทรที่ตรงกับ “{text}”</translation>
        </message>
        <message>
            <source>Note on the call to {number}</source>
            <translation>หมายเหตุของการโทรหา {number}</translation>
        </message>
        <message>
            <source>Recent calls</source>
            <translation>การโทรล่าสุด</translation>
        </message>
        <message>
            <source>Your calls will be listed here, with the number that you showed.</source>
            <translation>การโทรของคุณจะแสดงที่นี่ พร้อมหมายเลขที่คุณแสดง</translation>
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
            <translation>Twilio ปฏิเสธการแสดง {refused} จึงพักหมายเลขนี้ไว้ โปรดเลือกหมายเลขอื่น</translation>
        </message>
        <message>
            <source>Twilio refused to show {refused}; it is set aside. {number} would be shown now: press Call.</source>
            <translation>Twilio ปฏิเสธการแสดง {refused} จึงพักหมายเลขนี้ไว้ ตอนนี้จะแสดง {number} แทน: กด “โทร”</translation>
        </message>
    </context>
    <context>
        <name>SandboxBanner</name>
        <message>
            <source>Sandbox: a Twilio on this computer. No real telephone rings.</source>
            <translation>แซนด์บ็อกซ์: Twilio จำลองบนคอมพิวเตอร์นี้ ไม่มีโทรศัพท์จริงดัง</translation>
        </message>
    </context>
    <context>
        <name>SettingLine</name>
        <message>
            <source>Not set</source>
            <translation>ยังไม่ได้ตั้งค่า</translation>
        </message>
        <message>
            <source>Reset to default</source>
            <translation>คืนค่าเริ่มต้น</translation>
        </message>
        <message>
            <source>Reset “{setting}” to default</source>
            <translation>คืนค่า “{setting}” เป็นค่าเริ่มต้น</translation>
        </message>
        <message>
            <source>{setting}: {value}. {origin}</source>
            <translation>{setting}: {value} · {origin}</translation>
        </message>
    </context>
    <context>
        <name>SettingsSheet</name>
        <message>
            <source>File and line</source>
            <translation>ไฟล์และบรรทัด</translation>
        </message>
        <message>
            <source>From</source>
            <translation>ที่มา</translation>
        </message>
        <message>
            <source>Setting</source>
            <translation>การตั้งค่า</translation>
        </message>
        <message>
            <source>Value</source>
            <translation>ค่า</translation>
        </message>
        <message>
            <source>What is locked wins over your own entry in the company's file, that over what you chose, that over the company's suggestion, that over what is built in.</source>
            <translation>ค่าที่ล็อกไว้มีผลเหนือรายการของคุณในไฟล์ของบริษัท ซึ่งมีผลเหนือค่าที่คุณเลือก ซึ่งมีผลเหนือคำแนะนำของบริษัท ซึ่งมีผลเหนือค่าในตัวโปรแกรม</translation>
        </message>
        <message>
            <source>Where do my settings come from?</source>
            <translation>การตั้งค่าของฉันมาจากไหน</translation>
        </message>
    </context>
    <context>
        <name>Sheet</name>
        <message>
            <source>&amp;Copy</source>
            <translation>คัดลอก(&amp;C)</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>ปิด</translation>
        </message>
        <message>
            <source>Copied</source>
            <translation>คัดลอกแล้ว</translation>
        </message>
        <message>
            <source>Find</source>
            <translation>ค้นหา</translation>
        </message>
        <message>
            <source>Find in this table</source>
            <translation>ค้นหาในตารางนี้</translation>
        </message>
    </context>
    <context>
        <name>ShortcutSheet</name>
        <message>
            <source>Call the number</source>
            <translation>โทรหาหมายเลข</translation>
        </message>
        <message>
            <source>Choose among the suggestions</source>
            <translation>เลือกจากคำแนะนำ</translation>
        </message>
        <message>
            <source>Clear the field</source>
            <translation>ล้างช่อง</translation>
        </message>
        <message>
            <source>Close the list</source>
            <translation>ปิดรายการ</translation>
        </message>
        <message>
            <source>Everything can be done by keyboard. Alt opens the menus.</source>
            <translation>ทำทุกอย่างได้ด้วยแป้นพิมพ์ กด Alt เพื่อเปิดเมนู</translation>
        </message>
        <message>
            <source>Fill in the chosen suggestion</source>
            <translation>ใช้คำแนะนำที่เลือก</translation>
        </message>
        <message>
            <source>Fill in the number, or call it</source>
            <translation>ใส่หมายเลข หรือโทร</translation>
        </message>
        <message>
            <source>Go back</source>
            <translation>ย้อนกลับ</translation>
        </message>
        <message>
            <source>Key</source>
            <translation>ปุ่ม</translation>
        </message>
        <message>
            <source>Keyboard shortcuts</source>
            <translation>แป้นพิมพ์ลัด</translation>
        </message>
        <message>
            <source>Keypad</source>
            <translation>แป้นกดหมายเลข</translation>
        </message>
        <message>
            <source>List of caller IDs</source>
            <translation>รายการหมายเลขผู้โทร</translation>
        </message>
        <message>
            <source>Move</source>
            <translation>เลื่อน</translation>
        </message>
        <message>
            <source>Move between the keys</source>
            <translation>เลื่อนระหว่างปุ่ม</translation>
        </message>
        <message>
            <source>Number to call</source>
            <translation>หมายเลขที่จะโทร</translation>
        </message>
        <message>
            <source>Open the list</source>
            <translation>เปิดรายการ</translation>
        </message>
        <message>
            <source>Pin or unpin</source>
            <translation>ปักหมุดหรือเลิกปักหมุด</translation>
        </message>
        <message>
            <source>Preferences and sign-in</source>
            <translation>การตั้งค่าและการลงชื่อเข้าใช้</translation>
        </message>
        <message>
            <source>Press the key; hold 0 for +</source>
            <translation>กดปุ่ม กด 0 ค้างเพื่อใส่ +</translation>
        </message>
        <message>
            <source>Recents and contacts</source>
            <translation>รายการล่าสุดและรายชื่อติดต่อ</translation>
        </message>
        <message>
            <source>Refresh the numbers</source>
            <translation>รีเฟรชหมายเลข</translation>
        </message>
        <message>
            <source>Show this number</source>
            <translation>แสดงหมายเลขนี้</translation>
        </message>
        <message>
            <source>Show this number in this call only</source>
            <translation>แสดงหมายเลขนี้เฉพาะสายนี้</translation>
        </message>
        <message>
            <source>What</source>
            <translation>การทำงาน</translation>
        </message>
        <message>
            <source>Where</source>
            <translation>ตำแหน่ง</translation>
        </message>
    </context>
    <context>
        <name>SidePages</name>
        <message>
            <source>Pages</source>
            <translation>หน้า</translation>
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
            <translation>ที่อยู่ SIP หรือหมายเลขโทรศัพท์ที่ขึ้นต้นด้วย +</translation>
        </message>
        <message>
            <source>API key SID</source>
            <translation>SID ของคีย์ API</translation>
        </message>
        <message>
            <source>API key secret</source>
            <translation>Secret ของคีย์ API</translation>
        </message>
        <message>
            <source>Account SID</source>
            <translation>SID ของบัญชี</translation>
        </message>
        <message>
            <source>As your supervisor knows it.</source>
            <translation>ตามที่หัวหน้างานของคุณรู้จัก</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>ย้อนกลับ</translation>
        </message>
        <message>
            <source>Kept in this computer's keyring, nowhere else.</source>
            <translation>เก็บไว้ในพวงกุญแจของคอมพิวเตอร์นี้เท่านั้น</translation>
        </message>
        <message>
            <source>On the first page of the Twilio Console.</source>
            <translation>อยู่ในหน้าแรกของ Twilio Console</translation>
        </message>
        <message>
            <source>Sign in</source>
            <translation>ลงชื่อเข้าใช้</translation>
        </message>
        <message>
            <source>Sign in to your company's Twilio account</source>
            <translation>ลงชื่อเข้าใช้บัญชี Twilio ของบริษัทคุณ</translation>
        </message>
        <message>
            <source>Signing in…</source>
            <translation>กำลังลงชื่อเข้าใช้…</translation>
        </message>
        <message>
            <source>The key's SID starts with SK.</source>
            <translation>SID ของคีย์ขึ้นต้นด้วย SK</translation>
        </message>
        <message>
            <source>Try it in the sandbox</source>
            <translation>ลองใช้ในแซนด์บ็อกซ์</translation>
        </message>
        <message>
            <source>Where does your phone ring?</source>
            <translation>คุณรับสายที่ไหน</translation>
        </message>
        <message>
            <source>Your name</source>
            <translation>ชื่อของคุณ</translation>
        </message>
    </context>
    <context>
        <name>SoundModel</name>
        <message>
            <source>As the system is set</source>
            <translation>ตามที่ตั้งไว้ในระบบ</translation>
        </message>
        <message>
            <source>Microphone</source>
            <translation>ไมโครโฟน</translation>
        </message>
        <message>
            <source>Other calls ring at</source>
            <translation>สายอื่นดังที่</translation>
        </message>
        <message>
            <source>Speaker</source>
            <translation>ลำโพง</translation>
        </message>
        <message>
            <source>{device} (not plugged in)</source>
            <translation>{device} (ไม่ได้เสียบอยู่)</translation>
        </message>
    </context>
    <context>
        <name>SoundSection</name>
        <message>
            <source>End the test</source>
            <translation>จบการทดสอบ</translation>
        </message>
        <message>
            <source>Let it ring</source>
            <translation>ลองให้ดัง</translation>
        </message>
        <message>
            <source>Level of the microphone</source>
            <translation>ระดับเสียงไมโครโฟน</translation>
        </message>
        <message>
            <source>Sound</source>
            <translation>เสียง</translation>
        </message>
        <message>
            <source>Stop ringing</source>
            <translation>หยุดเสียงดัง</translation>
        </message>
        <message>
            <source>Take echo and noise off my voice</source>
            <translation>ตัดเสียงสะท้อนและเสียงรบกวนออกจากเสียงของฉัน</translation>
        </message>
        <message>
            <source>Test my line…</source>
            <translation>ทดสอบคู่สายของฉัน…</translation>
        </message>
        <message>
            <source>Test the microphone</source>
            <translation>ทดสอบไมโครโฟน</translation>
        </message>
        <message>
            <source>Turn it off if your headset does that already.</source>
            <translation>โปรดปิดหากชุดหูฟังของคุณทำอยู่แล้ว</translation>
        </message>
        <message>
            <source>Volume of the customer's voice</source>
            <translation>ระดับเสียงของลูกค้า</translation>
        </message>
        <message>
            <source>Volume of the ring</source>
            <translation>ระดับเสียงเรียกเข้า</translation>
        </message>
    </context>
    <context>
        <name>StatusLine</name>
        <message>
            <source>Loading the numbers…</source>
            <translation>กำลังโหลดหมายเลข…</translation>
        </message>
        <message>
            <source>No numbers yet</source>
            <translation>ยังไม่มีหมายเลข</translation>
        </message>
        <message>
            <source>Read the account's numbers from Twilio again (F5 in the list)</source>
            <translation>อ่านหมายเลขของบัญชีจาก Twilio อีกครั้ง (F5 ในรายการ)</translation>
        </message>
        <message>
            <source>Refresh</source>
            <translation>รีเฟรช</translation>
        </message>
        <message>
            <source>{agent} · some settings are set by {company}</source>
            <translation>{agent} · การตั้งค่าบางรายการกำหนดโดย {company}</translation>
        </message>
        <message>
            <source>{count} numbers, refreshed {when}</source>
            <translation>{count} หมายเลข รีเฟรชเมื่อ {when}</translation>
        </message>
    </context>
    <context>
        <name>SuggestionsPopup</name>
        <message>
            <source>Suggestions</source>
            <translation>คำแนะนำ</translation>
        </message>
    </context>
    <context>
        <name>SupportDialog</name>
        <message>
            <source>&amp;Save as…</source>
            <translation>บันทึกเป็น(&amp;S)…</translation>
        </message>
        <message>
            <source>(empty)</source>
            <translation>(ว่าง)</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>ปิด</translation>
        </message>
        <message>
            <source>Files of the report</source>
            <translation>ไฟล์ในรายงาน</translation>
        </message>
        <message>
            <source>Report for support</source>
            <translation>รายงานสำหรับฝ่ายสนับสนุน</translation>
        </message>
        <message>
            <source>Save the report</source>
            <translation>บันทึกรายงาน</translation>
        </message>
        <message>
            <source>The report is being put together.</source>
            <translation>กำลังรวบรวมรายงาน</translation>
        </message>
        <message>
            <source>These files are what is saved, nothing more. Telephone numbers, account identifiers and secrets were taken out. Nothing is sent: hand the file on yourself.</source>
            <translation>ระบบจะบันทึกเฉพาะไฟล์เหล่านี้เท่านั้น โดยนำหมายเลขโทรศัพท์ รหัสระบุบัญชี และข้อมูลลับออกแล้ว ไม่มีการส่งข้อมูลใดๆ โปรดส่งต่อไฟล์ด้วยตนเอง</translation>
        </message>
        <message>
            <source>Zip files (*.zip)</source>
            <translation>ไฟล์ Zip (*.zip)</translation>
        </message>
    </context>
    <context>
        <name>SupportModel</name>
        <message>
            <source>Saved as {path}.</source>
            <translation>บันทึกเป็น {path} แล้ว</translation>
        </message>
    </context>
    <context>
        <name>TeamChangeBar</name>
        <message>
            <source>&amp;Pinned: they cannot change it</source>
            <translation>ปักหมุด: เจ้าหน้าที่เปลี่ยนเองไม่ได้(&amp;P)</translation>
        </message>
        <message>
            <source>&amp;Set</source>
            <translation>กำหนด(&amp;S)</translation>
        </message>
        <message>
            <source>&amp;Undo</source>
            <translation>เลิกทำ(&amp;U)</translation>
        </message>
        <message>
            <source>A change is under way.</source>
            <translation>กำลังเปลี่ยนแปลงอยู่</translation>
        </message>
        <message>
            <source>Agents done</source>
            <translation>เจ้าหน้าที่ที่ดำเนินการแล้ว</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>ยกเลิก</translation>
        </message>
        <message>
            <source>Cancelling…</source>
            <translation>กำลังยกเลิก…</translation>
        </message>
        <message>
            <source>Choose a number first.</source>
            <translation>โปรดเลือกหมายเลขก่อน</translation>
        </message>
        <message>
            <source>Details…</source>
            <translation>รายละเอียด…</translation>
        </message>
        <message>
            <source>Enter: choose · Ctrl+P: keep at the top · Esc: close</source>
            <translation>Enter: เลือก · Ctrl+P: ปักไว้ด้านบน · Esc: ปิด</translation>
        </message>
        <message>
            <source>Number to set: {number}</source>
            <translation>หมายเลขที่จะกำหนด: {number}</translation>
        </message>
        <message>
            <source>Numbers of the account</source>
            <translation>หมายเลขของบัญชี</translation>
        </message>
        <message>
            <source>Preview…</source>
            <translation>ดูตัวอย่าง…</translation>
        </message>
        <message>
            <source>Reason</source>
            <translation>เหตุผล</translation>
        </message>
        <message>
            <source>Reason: the agents read it</source>
            <translation>เหตุผล: เจ้าหน้าที่จะเห็น</translation>
        </message>
        <message>
            <source>See what it means for whom (Ctrl+Enter)</source>
            <translation>ดูว่ามีผลกับใครอย่างไร (Ctrl+Enter)</translation>
        </message>
        <message>
            <source>Select agents in the table first.</source>
            <translation>โปรดเลือกเจ้าหน้าที่ในตารางก่อน</translation>
        </message>
        <message>
            <source>Select agents with Shift or Ctrl; Ctrl+A selects all that are shown.</source>
            <translation>เลือกเจ้าหน้าที่ด้วย Shift หรือ Ctrl กด Ctrl+A เพื่อเลือกทั้งหมดที่แสดงอยู่</translation>
        </message>
        <message>
            <source>Take back: {change}</source>
            <translation>ย้อนกลับ: {change}</translation>
        </message>
        <message>
            <source>Take back: {change} (Ctrl+Z)</source>
            <translation>ย้อนกลับ: {change} (Ctrl+Z)</translation>
        </message>
        <message>
            <source>The agents read it, and it stands in the record.</source>
            <translation>เจ้าหน้าที่จะเห็นเหตุผลนี้ และจะอยู่ในบันทึก</translation>
        </message>
        <message>
            <source>choose a number</source>
            <translation>เลือกหมายเลข</translation>
        </message>
        <message>
            <source>none yet</source>
            <translation>ยังไม่มี</translation>
        </message>
        <message>
            <source>{count} of {total} agents selected.</source>
            <translation>เลือกเจ้าหน้าที่ {count} จาก {total} คน</translation>
        </message>
        <message>
            <source>{done} of {total} agents</source>
            <translation>เจ้าหน้าที่ {done} จาก {total} คน</translation>
        </message>
    </context>
    <context>
        <name>TeamMenu</name>
        <message>
            <source>&amp;Open the team</source>
            <translation>เปิดทีม(&amp;O)</translation>
        </message>
        <message>
            <source>&amp;Team</source>
            <translation>ทีม(&amp;T)</translation>
        </message>
    </context>
    <context>
        <name>TeamModel</name>
        <message>
            <source>Changed again by somebody since: {count}.</source>
            <translation>มีคนเปลี่ยนอีกครั้งหลังจากนั้น: {count}</translation>
        </message>
    </context>
    <context>
        <name>TeamNumbersModel</name>
        <message>
            <source>Default (automatic)</source>
            <translation>ค่าเริ่มต้น (อัตโนมัติ)</translation>
        </message>
        <message>
            <source>Nothing: clear what was set</source>
            <translation>ไม่มี: ล้างค่าที่กำหนดไว้</translation>
        </message>
        <message>
            <source>The company's settings decide again.</source>
            <translation>ใช้การตั้งค่าของบริษัทอีกครั้ง</translation>
        </message>
        <message>
            <source>The rules choose for each call.</source>
            <translation>กฎเลือกให้แต่ละสาย</translation>
        </message>
    </context>
    <context>
        <name>TeamPage</name>
        <message>
            <source>&amp;Choose the number to set</source>
            <translation>เลือกหมายเลขที่จะกำหนด(&amp;C)</translation>
        </message>
        <message>
            <source>&amp;Export the record as CSV…</source>
            <translation>ส่งออกบันทึกเป็น CSV(&amp;E)…</translation>
        </message>
        <message>
            <source>&amp;Find</source>
            <translation>ค้นหา(&amp;F)</translation>
        </message>
        <message>
            <source>&amp;Record of changes</source>
            <translation>บันทึกการเปลี่ยนแปลง(&amp;R)</translation>
        </message>
        <message>
            <source>&amp;Undo the latest change</source>
            <translation>เลิกทำการเปลี่ยนแปลงล่าสุด(&amp;U)</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>ย้อนกลับ</translation>
        </message>
        <message>
            <source>Find an agent, a ring group, a caller ID, a name</source>
            <translation>ค้นหาเจ้าหน้าที่ กลุ่มรับสาย หมายเลขผู้โทร หรือชื่อ</translation>
        </message>
        <message>
            <source>Find in the team</source>
            <translation>ค้นหาในทีม</translation>
        </message>
        <message>
            <source>No agent matches “{text}”.</source>
            <translation>ไม่มีเจ้าหน้าที่ที่ตรงกับ “{text}”</translation>
        </message>
        <message>
            <source>Pre&amp;view…</source>
            <translation>ดูตัวอย่าง(&amp;V)…</translation>
        </message>
        <message>
            <source>Read &amp;again</source>
            <translation>อ่านอีกครั้ง(&amp;A)</translation>
        </message>
        <message>
            <source>Read again</source>
            <translation>อ่านอีกครั้ง</translation>
        </message>
        <message>
            <source>Reading the team from TaskRouter…</source>
            <translation>กำลังอ่านข้อมูลทีมจาก TaskRouter…</translation>
        </message>
        <message>
            <source>Team</source>
            <translation>ทีม</translation>
        </message>
        <message>
            <source>The TaskRouter workspace has no workers. Add one for each agent, with the agent's name, in the Twilio Console.</source>
            <translation>เวิร์กสเปซ TaskRouter ไม่มี Worker โปรดเพิ่ม Worker ให้เจ้าหน้าที่แต่ละคนโดยใช้ชื่อของเจ้าหน้าที่ใน Twilio Console</translation>
        </message>
        <message>
            <source>The team could not be read. {problem}</source>
            <translation>อ่านข้อมูลทีมไม่ได้ {problem}</translation>
        </message>
        <message>
            <source>{count} agents · as of {time}</source>
            <translation>เจ้าหน้าที่ {count} คน · ณ {time}</translation>
        </message>
        <message>
            <source>{count} agents · reading again…</source>
            <translation>เจ้าหน้าที่ {count} คน · กำลังอ่านอีกครั้ง…</translation>
        </message>
    </context>
    <context>
        <name>TeamRows</name>
        <message>
            <source>Agent</source>
            <translation>เจ้าหน้าที่</translation>
        </message>
        <message>
            <source>Automated</source>
            <translation>อัตโนมัติ</translation>
        </message>
        <message>
            <source>By</source>
            <translation>โดย</translation>
        </message>
        <message>
            <source>Caller ID</source>
            <translation>หมายเลขผู้โทร</translation>
        </message>
        <message>
            <source>Customized</source>
            <translation>กำหนดเอง</translation>
        </message>
        <message>
            <source>Mode</source>
            <translation>โหมด</translation>
        </message>
        <message>
            <source>Now</source>
            <translation>ตอนนี้</translation>
        </message>
        <message>
            <source>Pinned</source>
            <translation>ปักหมุด</translation>
        </message>
        <message>
            <source>Ring groups</source>
            <translation>กลุ่มรับสาย</translation>
        </message>
        <message>
            <source>Since</source>
            <translation>ตั้งแต่</translation>
        </message>
        <message>
            <source>Until</source>
            <translation>จนถึง</translation>
        </message>
        <message>
            <source>Why</source>
            <translation>เหตุผล</translation>
        </message>
        <message>
            <source>none: every call asks</source>
            <translation>ไม่มี: ถามทุกครั้งที่โทร</translation>
        </message>
        <message>
            <source>nothing</source>
            <translation>ไม่มี</translation>
        </message>
        <message>
            <source>on a call</source>
            <translation>กำลังอยู่ในสาย</translation>
        </message>
        <message>
            <source>one fixed number</source>
            <translation>หมายเลขตายตัว</translation>
        </message>
        <message>
            <source>pinned</source>
            <translation>ปักหมุด</translation>
        </message>
    </context>
    <context>
        <name>TeamSheets</name>
        <message>
            <source>&amp;Apply to {count}</source>
            <translation>ใช้กับ {count} คน(&amp;A)</translation>
        </message>
        <message>
            <source>&amp;Export as CSV…</source>
            <translation>ส่งออกเป็น CSV(&amp;E)…</translation>
        </message>
        <message>
            <source>Agent</source>
            <translation>เจ้าหน้าที่</translation>
        </message>
        <message>
            <source>By</source>
            <translation>โดย</translation>
        </message>
        <message>
            <source>CSV files (*.csv)</source>
            <translation>ไฟล์ CSV (*.csv)</translation>
        </message>
        <message>
            <source>Caller ID</source>
            <translation>หมายเลขผู้โทร</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>ยกเลิก</translation>
        </message>
        <message>
            <source>Changes of caller IDs</source>
            <translation>การเปลี่ยนแปลงหมายเลขผู้โทร</translation>
        </message>
        <message>
            <source>Changes of {agent}'s caller ID</source>
            <translation>การเปลี่ยนแปลงหมายเลขผู้โทรของ {agent}</translation>
        </message>
        <message>
            <source>Export the record of changes</source>
            <translation>ส่งออกบันทึกการเปลี่ยนแปลง</translation>
        </message>
        <message>
            <source>From</source>
            <translation>จาก</translation>
        </message>
        <message>
            <source>Now</source>
            <translation>ตอนนี้</translation>
        </message>
        <message>
            <source>Pinned</source>
            <translation>ปักหมุด</translation>
        </message>
        <message>
            <source>Preview of the change</source>
            <translation>ตัวอย่างการเปลี่ยนแปลง</translation>
        </message>
        <message>
            <source>Result</source>
            <translation>ผลลัพธ์</translation>
        </message>
        <message>
            <source>The latest first. Each worker at TaskRouter keeps ten; this machine keeps all it has seen.</source>
            <translation>ล่าสุดอยู่ก่อน Worker แต่ละคนที่ TaskRouter เก็บไว้สิบรายการ เครื่องนี้เก็บทุกรายการที่เคยเห็น</translation>
        </message>
        <message>
            <source>Then</source>
            <translation>หลังเปลี่ยน</translation>
        </message>
        <message>
            <source>There is nobody for whom this would change anything.</source>
            <translation>ไม่มีใครที่สิ่งนี้จะทำให้เปลี่ยนแปลง</translation>
        </message>
        <message>
            <source>Those to look at come first.</source>
            <translation>รายการที่ควรดูอยู่ก่อน</translation>
        </message>
        <message>
            <source>To</source>
            <translation>เป็น</translation>
        </message>
        <message>
            <source>To know</source>
            <translation>ข้อควรทราบ</translation>
        </message>
        <message>
            <source>Until</source>
            <translation>จนถึง</translation>
        </message>
        <message>
            <source>What became of the change</source>
            <translation>ผลของการเปลี่ยนแปลง</translation>
        </message>
        <message>
            <source>What happens</source>
            <translation>สิ่งที่จะเกิดขึ้น</translation>
        </message>
        <message>
            <source>When</source>
            <translation>เมื่อ</translation>
        </message>
        <message>
            <source>Why</source>
            <translation>เหตุผล</translation>
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
            <translation>เจ้าหน้าที่</translation>
        </message>
        <message>
            <source>Shift or Ctrl selects many; the menu key has more.</source>
            <translation>กด Shift หรือ Ctrl เพื่อเลือกหลายคน กดปุ่มเมนูเพื่อดูเพิ่มเติม</translation>
        </message>
    </context>
    <context>
        <name>TeamWords</name>
        <message>
            <source>Clear what was set</source>
            <translation>ล้างค่าที่กำหนดไว้</translation>
        </message>
        <message>
            <source>by itself</source>
            <translation>ระบบ</translation>
        </message>
        <message>
            <source>changed</source>
            <translation>เปลี่ยนแล้ว</translation>
        </message>
        <message>
            <source>changed by somebody else</source>
            <translation>คนอื่นเปลี่ยน</translation>
        </message>
        <message>
            <source>changes</source>
            <translation>จะเปลี่ยน</translation>
        </message>
        <message>
            <source>failed</source>
            <translation>ล้มเหลว</translation>
        </message>
        <message>
            <source>has it already</source>
            <translation>มีอยู่แล้ว</translation>
        </message>
        <message>
            <source>may not use it</source>
            <translation>ไม่มีสิทธิ์ใช้</translation>
        </message>
        <message>
            <source>needed no change</source>
            <translation>ไม่ต้องเปลี่ยน</translation>
        </message>
        <message>
            <source>not done</source>
            <translation>ไม่ได้ดำเนินการ</translation>
        </message>
        <message>
            <source>nothing</source>
            <translation>ไม่มี</translation>
        </message>
        <message>
            <source>pinned</source>
            <translation>ปักหมุด</translation>
        </message>
        <message>
            <source>stays as it is: {why}</source>
            <translation>คงเดิม: {why}</translation>
        </message>
        <message>
            <source>{count} changed.</source>
            <translation>เปลี่ยนแล้ว {count} คน</translation>
        </message>
        <message>
            <source>{count} failed.</source>
            <translation>ล้มเหลว {count} คน</translation>
        </message>
        <message>
            <source>{count} have it already: nothing changes for them.</source>
            <translation>มีอยู่แล้ว {count} คน: ไม่มีอะไรเปลี่ยน</translation>
        </message>
        <message>
            <source>{count} may not use it and stay as they are.</source>
            <translation>ไม่มีสิทธิ์ใช้และคงเดิม {count} คน</translation>
        </message>
        <message>
            <source>{count} may not use it and stay as they are; the reasons are below.</source>
            <translation>ไม่มีสิทธิ์ใช้และคงเดิม {count} คน ดูเหตุผลด้านล่าง</translation>
        </message>
        <message>
            <source>{count} needed no change.</source>
            <translation>ไม่ต้องเปลี่ยน {count} คน</translation>
        </message>
        <message>
            <source>{count} put back.</source>
            <translation>คืนค่าเดิมแล้ว {count} คน</translation>
        </message>
        <message>
            <source>{count} were changed by somebody else meanwhile, and that stays.</source>
            <translation>คนอื่นเปลี่ยนระหว่างนั้น {count} คน และคงค่านั้นไว้</translation>
        </message>
        <message>
            <source>{count} were not done.</source>
            <translation>ไม่ได้ดำเนินการ {count} คน</translation>
        </message>
        <message>
            <source>{count} will change.</source>
            <translation>จะเปลี่ยน {count} คน</translation>
        </message>
        <message>
            <source>{what}, for good</source>
            <translation>{what}, ไม่มีกำหนดสิ้นสุด</translation>
        </message>
        <message>
            <source>{what}, for good, pinned</source>
            <translation>{what}, ไม่มีกำหนดสิ้นสุด, ปักหมุด</translation>
        </message>
        <message>
            <source>{what}, until {until}</source>
            <translation>{what}, จนถึง {until}</translation>
        </message>
        <message>
            <source>{what}, until {until}, pinned</source>
            <translation>{what}, จนถึง {until}, ปักหมุด</translation>
        </message>
    </context>
    <context>
        <name>TonePad</name>
        <message>
            <source>Digits that you type now go to the call.</source>
            <translation>ตัวเลขที่คุณพิมพ์ตอนนี้จะส่งเข้าสาย</translation>
        </message>
        <message>
            <source>Keypad tones</source>
            <translation>เสียงกดปุ่ม</translation>
        </message>
        <message>
            <source>Tones sent: {heard}</source>
            <translation>เสียงที่ส่งแล้ว: {heard}</translation>
        </message>
        <message>
            <source>Tones sent: {heard}. Sending {waiting}…</source>
            <translation>เสียงที่ส่งแล้ว: {heard} กำลังส่ง {waiting}…</translation>
        </message>
        <message>
            <source>Type the digits, or press the keys: they go to the call.</source>
            <translation>พิมพ์ตัวเลขหรือกดปุ่ม: ระบบจะส่งเข้าสาย</translation>
        </message>
    </context>
    <context>
        <name>Tray</name>
        <message>
            <source>&amp;Hang up</source>
            <translation>วางสาย(&amp;H)</translation>
        </message>
        <message>
            <source>&amp;Mute</source>
            <translation>ปิดเสียง(&amp;M)</translation>
        </message>
        <message>
            <source>&amp;Open Softphone</source>
            <translation>เปิด Softphone(&amp;O)</translation>
        </message>
        <message>
            <source>&amp;Quit</source>
            <translation>ออก(&amp;Q)</translation>
        </message>
        <message>
            <source>&amp;Redial</source>
            <translation>โทรซ้ำ(&amp;R)</translation>
        </message>
        <message>
            <source>Call from the &amp;clipboard</source>
            <translation>โทรจากคลิปบอร์ด(&amp;C)</translation>
        </message>
    </context>
    <context>
        <name>TrayMenu</name>
        <message>
            <source>Call from the &amp;clipboard: {number}</source>
            <translation>โทรจากคลิปบอร์ด(&amp;C): {number}</translation>
        </message>
        <message>
            <source>No number on the clipboard</source>
            <translation>ไม่มีหมายเลขในคลิปบอร์ด</translation>
        </message>
        <message>
            <source>Softphone</source>
            <translation>Softphone</translation>
        </message>
        <message>
            <source>Softphone: calling {number}</source>
            <translation>Softphone: กำลังโทรหา {number}</translation>
        </message>
        <message>
            <source>Softphone: nobody is signed in</source>
            <translation>Softphone: ยังไม่มีใครลงชื่อเข้าใช้</translation>
        </message>
        <message>
            <source>Softphone: talking to {number}</source>
            <translation>Softphone: กำลังคุยกับ {number}</translation>
        </message>
        <message>
            <source>Softphone: talking to {number}, muted</source>
            <translation>Softphone: กำลังคุยกับ {number} ปิดเสียงอยู่</translation>
        </message>
    </context>
    <context>
        <name>Until</name>
        <message>
            <source>For how long</source>
            <translation>นานเท่าใด</translation>
        </message>
        <message>
            <source>Until</source>
            <translation>จนถึง</translation>
        </message>
        <message>
            <source>for 1 hour</source>
            <translation>1 ชั่วโมง</translation>
        </message>
        <message>
            <source>for good</source>
            <translation>ไม่มีกำหนดสิ้นสุด</translation>
        </message>
        <message>
            <source>until another time…</source>
            <translation>จนถึงเวลาอื่น…</translation>
        </message>
        <message>
            <source>until today, 18:00</source>
            <translation>จนถึงวันนี้ 18:00</translation>
        </message>
        <message>
            <source>until tomorrow, 18:00</source>
            <translation>จนถึงพรุ่งนี้ 18:00</translation>
        </message>
        <message>
            <source>until {time}</source>
            <translation>จนถึง {time}</translation>
        </message>
    </context>
    <context>
        <name>WelcomePage</name>
        <message>
            <source>&amp;Sign in…</source>
            <translation>ลงชื่อเข้าใช้(&amp;S)…</translation>
        </message>
        <message>
            <source>&amp;Try it in the sandbox</source>
            <translation>ลองใช้ในแซนด์บ็อกซ์(&amp;T)</translation>
        </message>
        <message>
            <source>A company of its own on this computer: call and look around, no real telephone rings.</source>
            <translation>บริษัทจำลองบนคอมพิวเตอร์นี้ ลองโทรและดูรอบๆ ได้ ไม่มีโทรศัพท์จริงดัง</translation>
        </message>
        <message>
            <source>Use your company's Twilio account; your supervisor has what it asks for.</source>
            <translation>ใช้บัญชี Twilio ของบริษัท หัวหน้างานของคุณมีข้อมูลที่ต้องกรอก</translation>
        </message>
        <message>
            <source>Welcome to Softphone</source>
            <translation>ยินดีต้อนรับสู่ Softphone</translation>
        </message>
    </context>
    <context>
        <name>WhyModel</name>
        <message>
            <source>The list of numbers was read from Twilio on {when}.</source>
            <translation>อ่านรายการหมายเลขจาก Twilio เมื่อ {when}</translation>
        </message>
        <message>
            <source>{number}: {why}</source>
            <translation>{number}: {why}</translation>
        </message>
        <message>
            <source>{why}. By the rules alone it would be:</source>
            <translation>{why} หากใช้กฎเพียงอย่างเดียวจะเป็น:</translation>
        </message>
    </context>
    <context>
        <name>WhyPopup</name>
        <message>
            <source>Numbers passed over</source>
            <translation>หมายเลขที่ไม่ถูกเลือก</translation>
        </message>
        <message>
            <source>Passed over</source>
            <translation>ไม่ถูกเลือก</translation>
        </message>
        <message>
            <source>Why this number?</source>
            <translation>ทำไมจึงเป็นหมายเลขนี้</translation>
        </message>
        <message>
            <source>found</source>
            <translation>พบ</translation>
        </message>
        <message>
            <source>nobody</source>
            <translation>ไม่พบ</translation>
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
            <translation>อ่าน 00 เป็น +</translation>
        </message>
        <message>
            <source>15 was read as the 9 of Argentina's mobiles.</source>
            <translation>อ่าน 15 เป็น 9 ของหมายเลขมือถืออาร์เจนตินา</translation>
        </message>
        <message>
            <source>A SIP address, a phone number, or client: and a name.</source>
            <translation>ที่อยู่ SIP หมายเลขโทรศัพท์ หรือ client: ตามด้วยชื่อ</translation>
        </message>
        <message>
            <source>A contact needs a telephone number.</source>
            <translation>ผู้ติดต่อต้องมีหมายเลขโทรศัพท์</translation>
        </message>
        <message>
            <source>A new one is asked for by itself. If this stays, look at this computer's clock.</source>
            <translation>ระบบขอโทเค็นใหม่โดยอัตโนมัติ หากยังเป็นอยู่ โปรดตรวจสอบนาฬิกาของคอมพิวเตอร์นี้</translation>
        </message>
        <message>
            <source>A newer version of this program may know better; tell its makers.</source>
            <translation>รุ่นใหม่กว่าอาจแก้ได้ โปรดแจ้งผู้พัฒนา</translation>
        </message>
        <message>
            <source>A quotation mark is opened here and not closed.</source>
            <translation>มีเครื่องหมายอัญประกาศเปิดตรงนี้แต่ไม่มีตัวปิด</translation>
        </message>
        <message>
            <source>A sandbox must be on this machine; “{url}” is not.</source>
            <translation>แซนด์บ็อกซ์ต้องอยู่บนเครื่องนี้ แต่ “{url}” ไม่ได้อยู่</translation>
        </message>
        <message>
            <source>A short code cannot be called.</source>
            <translation>โทรไปยังหมายเลขสั้นไม่ได้</translation>
        </message>
        <message>
            <source>A system library that audio in the app needs is missing.</source>
            <translation>ขาดไลบรารีของระบบที่จำเป็นสำหรับเสียงในแอป</translation>
        </message>
        <message>
            <source>A trial account calls verified numbers only.</source>
            <translation>บัญชีทดลองโทรได้เฉพาะหมายเลขที่ยืนยันแล้ว</translation>
        </message>
        <message>
            <source>A trial account cannot do this.</source>
            <translation>บัญชีทดลองทำสิ่งนี้ไม่ได้</translation>
        </message>
        <message>
            <source>A web page came in place of Twilio's answer: this network may want you to sign in first.</source>
            <translation>ได้หน้าเว็บแทนคำตอบของ Twilio: เครือข่ายนี้อาจต้องการให้คุณลงชื่อเข้าใช้ก่อน</translation>
        </message>
        <message>
            <source>API key SID</source>
            <translation>SID ของคีย์ API</translation>
        </message>
        <message>
            <source>Account</source>
            <translation>บัญชี</translation>
        </message>
        <message>
            <source>Account SID</source>
            <translation>SID ของบัญชี</translation>
        </message>
        <message>
            <source>Acre</source>
            <translation>อาเกร</translation>
        </message>
        <message>
            <source>Afghanistan</source>
            <translation>อัฟกานิสถาน</translation>
        </message>
        <message>
            <source>Alabama</source>
            <translation>แอละแบมา</translation>
        </message>
        <message>
            <source>Alagoas</source>
            <translation>อาลาโกอัส</translation>
        </message>
        <message>
            <source>Alaska</source>
            <translation>อะแลสกา</translation>
        </message>
        <message>
            <source>Albania</source>
            <translation>แอลเบเนีย</translation>
        </message>
        <message>
            <source>Alberta</source>
            <translation>แอลเบอร์ตา</translation>
        </message>
        <message>
            <source>Algeria</source>
            <translation>แอลจีเรีย</translation>
        </message>
        <message>
            <source>Allow it in the system's privacy settings, then call again.</source>
            <translation>โปรดอนุญาตในการตั้งค่าความเป็นส่วนตัวของระบบ แล้วโทรอีกครั้ง</translation>
        </message>
        <message>
            <source>Amapá</source>
            <translation>อามาปา</translation>
        </message>
        <message>
            <source>Amazonas</source>
            <translation>อามาโซนัส</translation>
        </message>
        <message>
            <source>American Samoa</source>
            <translation>อเมริกันซามัว</translation>
        </message>
        <message>
            <source>An administrator can allow it under Voice, Geographic permissions in the Twilio Console.</source>
            <translation>ผู้ดูแลระบบอนุญาตได้ที่ Voice, Geographic permissions ใน Twilio Console</translation>
        </message>
        <message>
            <source>An administrator can correct it in the company's settings.</source>
            <translation>ผู้ดูแลระบบแก้ไขได้ในการตั้งค่าของบริษัท</translation>
        </message>
        <message>
            <source>An administrator can give the key that permission.</source>
            <translation>ผู้ดูแลระบบสามารถให้สิทธิ์นั้นแก่คีย์ได้</translation>
        </message>
        <message>
            <source>An administrator can put the worker's attributes right: they must be a JSON object.</source>
            <translation>ผู้ดูแลระบบแก้ไขแอตทริบิวต์ของ Worker ได้: ต้องเป็นออบเจกต์ JSON</translation>
        </message>
        <message>
            <source>An answer pointed to an address that is not Twilio's, and was not followed.</source>
            <translation>คำตอบชี้ไปยังที่อยู่ที่ไม่ใช่ของ Twilio จึงไม่ได้ติดตามไป</translation>
        </message>
        <message>
            <source>Andorra</source>
            <translation>อันดอร์รา</translation>
        </message>
        <message>
            <source>Angola</source>
            <translation>แองโกลา</translation>
        </message>
        <message>
            <source>Anguilla</source>
            <translation>แองกวิลลา</translation>
        </message>
        <message>
            <source>Antigua &amp; Barbuda</source>
            <translation>แอนติกาและบาร์บูดา</translation>
        </message>
        <message>
            <source>Any number of the account</source>
            <translation>หมายเลขใดก็ได้ของบัญชี</translation>
        </message>
        <message>
            <source>Argentina</source>
            <translation>อาร์เจนตินา</translation>
        </message>
        <message>
            <source>Arizona</source>
            <translation>แอริโซนา</translation>
        </message>
        <message>
            <source>Arkansas</source>
            <translation>อาร์คันซอ</translation>
        </message>
        <message>
            <source>Armenia</source>
            <translation>อาร์เมเนีย</translation>
        </message>
        <message>
            <source>Aruba</source>
            <translation>อารูบา</translation>
        </message>
        <message>
            <source>As the system</source>
            <translation>ตามระบบ</translation>
        </message>
        <message>
            <source>As your supervisor knows it, e.g. ana.</source>
            <translation>ตามที่หัวหน้างานของคุณรู้จัก เช่น ana</translation>
        </message>
        <message>
            <source>Ascension Island</source>
            <translation>เกาะแอสเซนชัน</translation>
        </message>
        <message>
            <source>Ask the person who manages your Twilio account.</source>
            <translation>โปรดสอบถามผู้ดูแลบัญชี Twilio ของคุณ</translation>
        </message>
        <message>
            <source>Ask whoever runs your network for a proxy with a password, or for an exception.</source>
            <translation>ขอพร็อกซีที่ใช้รหัสผ่านหรือขอยกเว้นจากผู้ดูแลเครือข่าย</translation>
        </message>
        <message>
            <source>Ask whoever runs your network to allow Twilio's voice media.</source>
            <translation>โปรดขอให้ผู้ดูแลเครือข่ายอนุญาตข้อมูลเสียงของ Twilio</translation>
        </message>
        <message>
            <source>Ask whoever runs your network to allow api.twilio.com.</source>
            <translation>ขอให้ผู้ดูแลเครือข่ายอนุญาต api.twilio.com</translation>
        </message>
        <message>
            <source>Ask whoever runs your network to install their certificate, or set SSL_CERT_FILE.</source>
            <translation>ขอให้ผู้ดูแลเครือข่ายติดตั้งใบรับรอง หรือกำหนด SSL_CERT_FILE</translation>
        </message>
        <message>
            <source>Ask whoever runs your network; the proxy is set in HTTPS_PROXY.</source>
            <translation>สอบถามผู้ดูแลเครือข่าย พร็อกซีกำหนดไว้ใน HTTPS_PROXY</translation>
        </message>
        <message>
            <source>Ask {by}.</source>
            <translation>โปรดสอบถาม {by}</translation>
        </message>
        <message>
            <source>Audio in the app is not installed.</source>
            <translation>ยังไม่ได้ติดตั้งเสียงในแอป</translation>
        </message>
        <message>
            <source>Audio in the app is off: your calls ring at another phone.</source>
            <translation>เสียงในแอปปิดอยู่: สายของคุณดังที่โทรศัพท์เครื่องอื่น</translation>
        </message>
        <message>
            <source>Australia</source>
            <translation>ออสเตรเลีย</translation>
        </message>
        <message>
            <source>Australia (AU1)</source>
            <translation>ออสเตรเลีย (AU1)</translation>
        </message>
        <message>
            <source>Austria</source>
            <translation>ออสเตรีย</translation>
        </message>
        <message>
            <source>Automated uses verified numbers</source>
            <translation>โหมดอัตโนมัติใช้หมายเลขที่ยืนยันแล้ว</translation>
        </message>
        <message>
            <source>Azerbaijan</source>
            <translation>อาเซอร์ไบจาน</translation>
        </message>
        <message>
            <source>Bad</source>
            <translation>แย่</translation>
        </message>
        <message>
            <source>Bahamas</source>
            <translation>บาฮามาส</translation>
        </message>
        <message>
            <source>Bahia</source>
            <translation>บาเยีย</translation>
        </message>
        <message>
            <source>Bahrain</source>
            <translation>บาห์เรน</translation>
        </message>
        <message>
            <source>Bangladesh</source>
            <translation>บังกลาเทศ</translation>
        </message>
        <message>
            <source>Barbados</source>
            <translation>บาร์เบโดส</translation>
        </message>
        <message>
            <source>Belarus</source>
            <translation>เบลารุส</translation>
        </message>
        <message>
            <source>Belgium</source>
            <translation>เบลเยียม</translation>
        </message>
        <message>
            <source>Belize</source>
            <translation>เบลีซ</translation>
        </message>
        <message>
            <source>Benin</source>
            <translation>เบนิน</translation>
        </message>
        <message>
            <source>Bermuda</source>
            <translation>เบอร์มิวดา</translation>
        </message>
        <message>
            <source>Bhutan</source>
            <translation>ภูฏาน</translation>
        </message>
        <message>
            <source>Bolivia</source>
            <translation>โบลิเวีย</translation>
        </message>
        <message>
            <source>Bosnia &amp; Herzegovina</source>
            <translation>บอสเนียและเฮอร์เซโกวีนา</translation>
        </message>
        <message>
            <source>Botswana</source>
            <translation>บอตสวานา</translation>
        </message>
        <message>
            <source>Brazil</source>
            <translation>บราซิล</translation>
        </message>
        <message>
            <source>British Columbia</source>
            <translation>บริติชโคลัมเบีย</translation>
        </message>
        <message>
            <source>British Indian Ocean Territory</source>
            <translation>บริติชอินเดียนโอเชียนเทร์ริทอรี</translation>
        </message>
        <message>
            <source>British Virgin Islands</source>
            <translation>หมู่เกาะบริติชเวอร์จิน</translation>
        </message>
        <message>
            <source>Brunei</source>
            <translation>บรูไน</translation>
        </message>
        <message>
            <source>Build it where npm is installed, or choose another phone under Account.</source>
            <translation>โปรดสร้างโปรแกรมบนเครื่องที่ติดตั้ง npm หรือเลือกโทรศัพท์เครื่องอื่นที่ “บัญชี”</translation>
        </message>
        <message>
            <source>Built in</source>
            <translation>ค่าในตัวโปรแกรม</translation>
        </message>
        <message>
            <source>Bulgaria</source>
            <translation>บัลแกเรีย</translation>
        </message>
        <message>
            <source>Burkina Faso</source>
            <translation>บูร์กินาฟาโซ</translation>
        </message>
        <message>
            <source>Burundi</source>
            <translation>บุรุนดี</translation>
        </message>
        <message>
            <source>California</source>
            <translation>แคลิฟอร์เนีย</translation>
        </message>
        <message>
            <source>Call again.</source>
            <translation>โปรดโทรอีกครั้ง</translation>
        </message>
        <message>
            <source>Call again?</source>
            <translation>โทรอีกครั้งหรือไม่</translation>
        </message>
        <message>
            <source>Caller ID</source>
            <translation>หมายเลขผู้โทร</translation>
        </message>
        <message>
            <source>Calling is switched off for this Twilio account.</source>
            <translation>บัญชี Twilio นี้ปิดการโทรไว้</translation>
        </message>
        <message>
            <source>Calls will be hard to follow on this line at the moment.</source>
            <translation>ตอนนี้การคุยผ่านคู่สายนี้จะฟังได้ยาก</translation>
        </message>
        <message>
            <source>Cambodia</source>
            <translation>กัมพูชา</translation>
        </message>
        <message>
            <source>Cameroon</source>
            <translation>แคเมอรูน</translation>
        </message>
        <message>
            <source>Canada</source>
            <translation>แคนาดา</translation>
        </message>
        <message>
            <source>Cancelled.</source>
            <translation>ยกเลิกแล้ว</translation>
        </message>
        <message>
            <source>Cape Verde</source>
            <translation>เคปเวิร์ด</translation>
        </message>
        <message>
            <source>Caribbean Netherlands</source>
            <translation>เนเธอร์แลนด์แคริบเบียน</translation>
        </message>
        <message>
            <source>Cayman Islands</source>
            <translation>หมู่เกาะเคย์แมน</translation>
        </message>
        <message>
            <source>Ceará</source>
            <translation>เซอารา</translation>
        </message>
        <message>
            <source>Central African Republic</source>
            <translation>สาธารณรัฐแอฟริกากลาง</translation>
        </message>
        <message>
            <source>Chad</source>
            <translation>ชาด</translation>
        </message>
        <message>
            <source>Check its SID and secret. A key of Ireland or Australia needs the setting twilio.region.</source>
            <translation>ตรวจสอบ SID และรหัสลับ คีย์ของไอร์แลนด์หรือออสเตรเลียต้องตั้งค่า twilio.region</translation>
        </message>
        <message>
            <source>Check that it is there and that you may open it.</source>
            <translation>โปรดตรวจสอบว่ามีไฟล์นั้นอยู่และคุณมีสิทธิ์เปิด</translation>
        </message>
        <message>
            <source>Check the account SID under Account.</source>
            <translation>โปรดตรวจสอบ SID ของบัญชีที่ “บัญชี”</translation>
        </message>
        <message>
            <source>Check the account SID, and that the key was made in that account and region.</source>
            <translation>โปรดตรวจสอบ SID ของบัญชี และดูว่าคีย์สร้างในบัญชีและภูมิภาคนั้น</translation>
        </message>
        <message>
            <source>Check the key, and that it was made in the region that twilio.region names.</source>
            <translation>ตรวจสอบคีย์และว่าสร้างในภูมิภาคที่ twilio.region ระบุ</translation>
        </message>
        <message>
            <source>Check the network connection, then try again.</source>
            <translation>โปรดตรวจสอบการเชื่อมต่อเครือข่าย แล้วลองอีกครั้ง</translation>
        </message>
        <message>
            <source>Check the network connection. It is tried again by itself.</source>
            <translation>โปรดตรวจสอบการเชื่อมต่อเครือข่าย ระบบจะลองใหม่เอง</translation>
        </message>
        <message>
            <source>Check the network connection; ask whoever runs it to allow Twilio's voice media.</source>
            <translation>โปรดตรวจสอบการเชื่อมต่อเครือข่าย และขอให้ผู้ดูแลเครือข่ายอนุญาตข้อมูลเสียงของ Twilio</translation>
        </message>
        <message>
            <source>Check the network connection; behind a proxy, set HTTPS_PROXY.</source>
            <translation>ตรวจสอบการเชื่อมต่อเครือข่าย หากอยู่หลังพร็อกซี ให้กำหนด HTTPS_PROXY</translation>
        </message>
        <message>
            <source>Check the number and call again.</source>
            <translation>โปรดตรวจสอบหมายเลขแล้วโทรอีกครั้ง</translation>
        </message>
        <message>
            <source>Check the number.</source>
            <translation>โปรดตรวจสอบหมายเลข</translation>
        </message>
        <message>
            <source>Check what stands between this computer and Twilio, then try again.</source>
            <translation>ตรวจสอบสิ่งที่อยู่ระหว่างคอมพิวเตอร์นี้กับ Twilio แล้วลองอีกครั้ง</translation>
        </message>
        <message>
            <source>Check what stands between this computer and Twilio.</source>
            <translation>ตรวจสอบสิ่งที่อยู่ระหว่างคอมพิวเตอร์นี้กับ Twilio</translation>
        </message>
        <message>
            <source>Check who may write there; then try again.</source>
            <translation>โปรดตรวจสอบว่าใครมีสิทธิ์เขียนที่นั่น แล้วลองอีกครั้ง</translation>
        </message>
        <message>
            <source>Chile</source>
            <translation>ชิลี</translation>
        </message>
        <message>
            <source>China</source>
            <translation>จีน</translation>
        </message>
        <message>
            <source>Choose a later time.</source>
            <translation>โปรดเลือกเวลาหลังจากนี้</translation>
        </message>
        <message>
            <source>Choose another caller ID.</source>
            <translation>โปรดเลือกหมายเลขผู้โทรอื่น</translation>
        </message>
        <message>
            <source>Choose another folder.</source>
            <translation>โปรดเลือกโฟลเดอร์อื่น</translation>
        </message>
        <message>
            <source>Choose another name under Account: letters, digits, - and _.</source>
            <translation>โปรดเลือกชื่ออื่นที่ “บัญชี”: ตัวอักษร ตัวเลข - และ _</translation>
        </message>
        <message>
            <source>Choose another number.</source>
            <translation>โปรดเลือกหมายเลขอื่น</translation>
        </message>
        <message>
            <source>Choose it in the system's settings.</source>
            <translation>โปรดเลือกในการตั้งค่าของระบบ</translation>
        </message>
        <message>
            <source>Choose it to call it.</source>
            <translation>เลือกหมายเลขนั้นเพื่อโทร</translation>
        </message>
        <message>
            <source>Choose somebody else.</source>
            <translation>โปรดเลือกคนอื่น</translation>
        </message>
        <message>
            <source>Choose the number to show before you call.</source>
            <translation>โปรดเลือกหมายเลขที่จะแสดงก่อนโทร</translation>
        </message>
        <message>
            <source>Choose the one you want to call.</source>
            <translation>โปรดเลือกหมายเลขที่คุณต้องการโทร</translation>
        </message>
        <message>
            <source>Chosen by you</source>
            <translation>คุณเลือกเอง</translation>
        </message>
        <message>
            <source>Christmas Island</source>
            <translation>เกาะคริสต์มาส</translation>
        </message>
        <message>
            <source>Close the other program, or choose another microphone under Preferences.</source>
            <translation>โปรดปิดโปรแกรมนั้น หรือเลือกไมโครโฟนอื่นในการตั้งค่า</translation>
        </message>
        <message>
            <source>Closing the window keeps the softphone in the tray, where there is one. Off: closing quits.</source>
            <translation>เมื่อปิดหน้าต่าง ซอฟต์โฟนจะยังอยู่ในถาดระบบหากมีถาดระบบ ปิดตัวเลือกนี้: การปิดหน้าต่างคือการออกจากโปรแกรม</translation>
        </message>
        <message>
            <source>Cocos (Keeling) Islands</source>
            <translation>หมู่เกาะโคโคส (คีลิง)</translation>
        </message>
        <message>
            <source>Codes with * or # cannot be dialled.</source>
            <translation>โทรรหัสที่มี * หรือ # ไม่ได้</translation>
        </message>
        <message>
            <source>Colombia</source>
            <translation>โคลอมเบีย</translation>
        </message>
        <message>
            <source>Colorado</source>
            <translation>โคโลราโด</translation>
        </message>
        <message>
            <source>Comoros</source>
            <translation>คอโมโรส</translation>
        </message>
        <message>
            <source>Congo - Brazzaville</source>
            <translation>คองโก - บราซซาวิล</translation>
        </message>
        <message>
            <source>Congo - Kinshasa</source>
            <translation>คองโก - กินชาซา</translation>
        </message>
        <message>
            <source>Connecticut</source>
            <translation>คอนเนตทิคัต</translation>
        </message>
        <message>
            <source>Contacts imported: {count}.</source>
            <translation>นำเข้าผู้ติดต่อแล้ว: {count}</translation>
        </message>
        <message>
            <source>Cook Islands</source>
            <translation>หมู่เกาะคุก</translation>
        </message>
        <message>
            <source>Costa Rica</source>
            <translation>คอสตาริกา</translation>
        </message>
        <message>
            <source>Croatia</source>
            <translation>โครเอเชีย</translation>
        </message>
        <message>
            <source>Ctrl+Shift+F8 hangs up, Ctrl+Shift+F9 takes the number from the clipboard. Not on macOS.</source>
            <translation>Ctrl+Shift+F8 วางสาย, Ctrl+Shift+F9 ใช้หมายเลขจากคลิปบอร์ด ไม่รองรับบน macOS</translation>
        </message>
        <message>
            <source>Cuba</source>
            <translation>คิวบา</translation>
        </message>
        <message>
            <source>Curaçao</source>
            <translation>คูราเซา</translation>
        </message>
        <message>
            <source>Customized: the agent picks a number. Automated: the rules choose one for each call.</source>
            <translation>กำหนดเอง: เจ้าหน้าที่เลือกหมายเลข อัตโนมัติ: กฎเลือกหมายเลขให้แต่ละสาย</translation>
        </message>
        <message>
            <source>Cyprus</source>
            <translation>ไซปรัส</translation>
        </message>
        <message>
            <source>Czechia</source>
            <translation>เช็ก</translation>
        </message>
        <message>
            <source>Côte d’Ivoire</source>
            <translation>โกตดิวัวร์</translation>
        </message>
        <message>
            <source>Dark</source>
            <translation>มืด</translation>
        </message>
        <message>
            <source>Default (automatic)</source>
            <translation>ค่าเริ่มต้น (อัตโนมัติ)</translation>
        </message>
        <message>
            <source>Default is not offered here.</source>
            <translation>ที่นี่ไม่มีตัวเลือกค่าเริ่มต้น</translation>
        </message>
        <message>
            <source>Default is not offered to {agent}.</source>
            <translation>{agent} ไม่มีตัวเลือกค่าเริ่มต้น</translation>
        </message>
        <message>
            <source>Delaware</source>
            <translation>เดลาแวร์</translation>
        </message>
        <message>
            <source>Denmark</source>
            <translation>เดนมาร์ก</translation>
        </message>
        <message>
            <source>Dialling</source>
            <translation>การโทรออก</translation>
        </message>
        <message>
            <source>District of Columbia</source>
            <translation>ดิสตริกต์ออฟโคลัมเบีย</translation>
        </message>
        <message>
            <source>Distrito Federal</source>
            <translation>เขตสหพันธ์บราซิล</translation>
        </message>
        <message>
            <source>Djibouti</source>
            <translation>จิบูตี</translation>
        </message>
        <message>
            <source>Dominica</source>
            <translation>โดมินิกา</translation>
        </message>
        <message>
            <source>Dominican Republic</source>
            <translation>สาธารณรัฐโดมินิกัน</translation>
        </message>
        <message>
            <source>Ecuador</source>
            <translation>เอกวาดอร์</translation>
        </message>
        <message>
            <source>Egypt</source>
            <translation>อียิปต์</translation>
        </message>
        <message>
            <source>El Salvador</source>
            <translation>เอลซัลวาดอร์</translation>
        </message>
        <message>
            <source>Equatorial Guinea</source>
            <translation>อิเควทอเรียลกินี</translation>
        </message>
        <message>
            <source>Eritrea</source>
            <translation>เอริเทรีย</translation>
        </message>
        <message>
            <source>Espírito Santo</source>
            <translation>เอสปีรีตูซันตู</translation>
        </message>
        <message>
            <source>Estonia</source>
            <translation>เอสโตเนีย</translation>
        </message>
        <message>
            <source>Eswatini</source>
            <translation>เอสวาตีนี</translation>
        </message>
        <message>
            <source>Ethiopia</source>
            <translation>เอธิโอเปีย</translation>
        </message>
        <message>
            <source>Exactly as typed: nothing was assumed.</source>
            <translation>ตามที่พิมพ์ทุกตัว: ไม่มีการเติมสิ่งใด</translation>
        </message>
        <message>
            <source>Export the contacts as CSV or vCard (.vcf), and choose that file.</source>
            <translation>โปรดส่งออกผู้ติดต่อเป็น CSV หรือ vCard (.vcf) แล้วเลือกไฟล์นั้น</translation>
        </message>
        <message>
            <source>Export the contacts without pictures, or in several files.</source>
            <translation>โปรดส่งออกผู้ติดต่อโดยไม่มีรูปภาพ หรือแบ่งเป็นหลายไฟล์</translation>
        </message>
        <message>
            <source>Extension {extension} is not dialled.</source>
            <translation>จะไม่โทรหมายเลขต่อ {extension}</translation>
        </message>
        <message>
            <source>Fair</source>
            <translation>พอใช้</translation>
        </message>
        <message>
            <source>Falkland Islands</source>
            <translation>หมู่เกาะฟอล์กแลนด์</translation>
        </message>
        <message>
            <source>Faroe Islands</source>
            <translation>หมู่เกาะแฟโร</translation>
        </message>
        <message>
            <source>Fiji</source>
            <translation>ฟิจิ</translation>
        </message>
        <message>
            <source>Finish the transfer first.</source>
            <translation>โปรดโอนสายให้เสร็จก่อน</translation>
        </message>
        <message>
            <source>Finland</source>
            <translation>ฟินแลนด์</translation>
        </message>
        <message>
            <source>First of your local numbers</source>
            <translation>หมายเลขท้องถิ่นแรกของคุณ</translation>
        </message>
        <message>
            <source>First of your local numbers in {country}</source>
            <translation>หมายเลขท้องถิ่นหมายเลขแรกของคุณใน {country}</translation>
        </message>
        <message>
            <source>First of your local numbers with +{calling_code}</source>
            <translation>หมายเลขท้องถิ่นแรกของคุณที่ขึ้นต้นด้วย +{calling_code}</translation>
        </message>
        <message>
            <source>Florida</source>
            <translation>ฟลอริดา</translation>
        </message>
        <message>
            <source>France</source>
            <translation>ฝรั่งเศส</translation>
        </message>
        <message>
            <source>French Guiana</source>
            <translation>เฟรนช์เกียนา</translation>
        </message>
        <message>
            <source>French Polynesia</source>
            <translation>เฟรนช์โปลินีเซีย</translation>
        </message>
        <message>
            <source>Gabon</source>
            <translation>กาบอง</translation>
        </message>
        <message>
            <source>Gambia</source>
            <translation>แกมเบีย</translation>
        </message>
        <message>
            <source>Georgia</source>
            <translation>จอร์เจีย</translation>
        </message>
        <message>
            <source>Georgia (country)</source>
            <translation>จอร์เจีย (ประเทศ)</translation>
        </message>
        <message>
            <source>Germany</source>
            <translation>เยอรมนี</translation>
        </message>
        <message>
            <source>Ghana</source>
            <translation>กานา</translation>
        </message>
        <message>
            <source>Gibraltar</source>
            <translation>ยิบรอลตาร์</translation>
        </message>
        <message>
            <source>Go on. If it comes again, send a report: Help, Report for support.</source>
            <translation>ทำงานต่อได้ หากเกิดอีก ให้ส่งรายงาน: วิธีใช้, รายงานสำหรับฝ่ายสนับสนุน</translation>
        </message>
        <message>
            <source>Goiás</source>
            <translation>โกยาส</translation>
        </message>
        <message>
            <source>Good</source>
            <translation>ดี</translation>
        </message>
        <message>
            <source>Greece</source>
            <translation>กรีซ</translation>
        </message>
        <message>
            <source>Greenland</source>
            <translation>กรีนแลนด์</translation>
        </message>
        <message>
            <source>Grenada</source>
            <translation>เกรเนดา</translation>
        </message>
        <message>
            <source>Guadeloupe</source>
            <translation>กวาเดอลูป</translation>
        </message>
        <message>
            <source>Guam</source>
            <translation>กวม</translation>
        </message>
        <message>
            <source>Guatemala</source>
            <translation>กัวเตมาลา</translation>
        </message>
        <message>
            <source>Guernsey</source>
            <translation>เกิร์นซีย์</translation>
        </message>
        <message>
            <source>Guinea</source>
            <translation>กินี</translation>
        </message>
        <message>
            <source>Guinea-Bissau</source>
            <translation>กินี-บิสเซา</translation>
        </message>
        <message>
            <source>Guyana</source>
            <translation>กายอานา</translation>
        </message>
        <message>
            <source>Haiti</source>
            <translation>เฮติ</translation>
        </message>
        <message>
            <source>Hanging up…</source>
            <translation>กำลังวางสาย…</translation>
        </message>
        <message>
            <source>Hawaii</source>
            <translation>ฮาวาย</translation>
        </message>
        <message>
            <source>Home country</source>
            <translation>ประเทศของคุณ</translation>
        </message>
        <message>
            <source>Honduras</source>
            <translation>ฮอนดูรัส</translation>
        </message>
        <message>
            <source>Hong Kong</source>
            <translation>เขตปกครองพิเศษฮ่องกงแห่งสาธารณรัฐประชาชนจีน</translation>
        </message>
        <message>
            <source>Hungary</source>
            <translation>ฮังการี</translation>
        </message>
        <message>
            <source>Iceland</source>
            <translation>ไอซ์แลนด์</translation>
        </message>
        <message>
            <source>Idaho</source>
            <translation>ไอดาโฮ</translation>
        </message>
        <message>
            <source>Illinois</source>
            <translation>อิลลินอยส์</translation>
        </message>
        <message>
            <source>In a Flatpak the system's settings choose the program for links.</source>
            <translation>ใน Flatpak การตั้งค่าของระบบเป็นตัวกำหนดโปรแกรมที่เปิดลิงก์</translation>
        </message>
        <message>
            <source>In the tray, or minimised where there is none.</source>
            <translation>อยู่ในถาดระบบ หรือย่อหน้าต่างหากไม่มีถาดระบบ</translation>
        </message>
        <message>
            <source>In {country} this number is {number} today.</source>
            <translation>ปัจจุบันใน {country} หมายเลขนี้คือ {number}</translation>
        </message>
        <message>
            <source>India</source>
            <translation>อินเดีย</translation>
        </message>
        <message>
            <source>Indiana</source>
            <translation>อินดีแอนา</translation>
        </message>
        <message>
            <source>Indonesia</source>
            <translation>อินโดนีเซีย</translation>
        </message>
        <message>
            <source>Install it with: pip install 'softphone[audio]'. Or choose another phone under Account.</source>
            <translation>โปรดติดตั้งด้วย: pip install 'softphone[audio]' หรือเลือกโทรศัพท์เครื่องอื่นที่ “บัญชี”</translation>
        </message>
        <message>
            <source>Invisible characters were left out.</source>
            <translation>ตัดอักขระที่มองไม่เห็นออกแล้ว</translation>
        </message>
        <message>
            <source>Iowa</source>
            <translation>ไอโอวา</translation>
        </message>
        <message>
            <source>Iran</source>
            <translation>อิหร่าน</translation>
        </message>
        <message>
            <source>Iraq</source>
            <translation>อิรัก</translation>
        </message>
        <message>
            <source>Ireland</source>
            <translation>ไอร์แลนด์</translation>
        </message>
        <message>
            <source>Ireland (IE1)</source>
            <translation>ไอร์แลนด์ (IE1)</translation>
        </message>
        <message>
            <source>Isle of Man</source>
            <translation>เกาะแมน</translation>
        </message>
        <message>
            <source>Israel</source>
            <translation>อิสราเอล</translation>
        </message>
        <message>
            <source>It cannot carry calls any more.</source>
            <translation>หมายเลขนี้ใช้โทรไม่ได้อีกต่อไป</translation>
        </message>
        <message>
            <source>It cannot carry calls.</source>
            <translation>หมายเลขนี้ใช้โทรไม่ได้</translation>
        </message>
        <message>
            <source>It is not known where your phone rings.</source>
            <translation>ไม่ทราบว่าคุณรับสายที่ไหน</translation>
        </message>
        <message>
            <source>It is not known whether the other side still hears. Call again once your line is ready.</source>
            <translation>ไม่ทราบว่าอีกฝ่ายยังได้ยินอยู่หรือไม่ โปรดโทรอีกครั้งเมื่อคู่สายของคุณพร้อม</translation>
        </message>
        <message>
            <source>It is set to receive fax.</source>
            <translation>หมายเลขนี้ตั้งไว้เพื่อรับแฟกซ์</translation>
        </message>
        <message>
            <source>It is the number being called.</source>
            <translation>เป็นหมายเลขเดียวกับหมายเลขที่โทรหา</translation>
        </message>
        <message>
            <source>It is tried again by itself.</source>
            <translation>ระบบจะลองใหม่เอง</translation>
        </message>
        <message>
            <source>It is {owner}'s dedicated line.</source>
            <translation>เป็นหมายเลขเฉพาะของ {owner}</translation>
        </message>
        <message>
            <source>It looks like desk@acme.example.</source>
            <translation>ควรมีรูปแบบเช่น desk@acme.example</translation>
        </message>
        <message>
            <source>It must be made with a standard API key of this account, or come from your company's token URL.</source>
            <translation>ต้องสร้างด้วยคีย์ API มาตรฐานของบัญชีนี้ หรือได้มาจาก URL โทเค็นของบริษัท</translation>
        </message>
        <message>
            <source>It needs the permission “{needs}”; an administrator can give it that.</source>
            <translation>ต้องมีสิทธิ์ “{needs}” ซึ่งผู้ดูแลระบบให้ได้</translation>
        </message>
        <message>
            <source>It replaced {caller_id}, which {by} had set at {time}.</source>
            <translation>แทนที่ {caller_id} ซึ่ง {by} กำหนดไว้เมื่อ {time}</translation>
        </message>
        <message>
            <source>It should be {expected}.</source>
            <translation>ควรเป็น {expected}</translation>
        </message>
        <message>
            <source>It was cleared since.</source>
            <translation>ถูกล้างไปแล้วหลังจากนั้น</translation>
        </message>
        <message>
            <source>Italy</source>
            <translation>อิตาลี</translation>
        </message>
        <message>
            <source>Jamaica</source>
            <translation>จาเมกา</translation>
        </message>
        <message>
            <source>Japan</source>
            <translation>ญี่ปุ่น</translation>
        </message>
        <message>
            <source>Jersey</source>
            <translation>เจอร์ซีย์</translation>
        </message>
        <message>
            <source>Jordan</source>
            <translation>จอร์แดน</translation>
        </message>
        <message>
            <source>Kansas</source>
            <translation>แคนซัส</translation>
        </message>
        <message>
            <source>Kazakhstan</source>
            <translation>คาซัคสถาน</translation>
        </message>
        <message>
            <source>Keep running in the tray</source>
            <translation>ทำงานต่อในถาดระบบ</translation>
        </message>
        <message>
            <source>Kentucky</source>
            <translation>เคนทักกี</translation>
        </message>
        <message>
            <source>Kenya</source>
            <translation>เคนยา</translation>
        </message>
        <message>
            <source>Keys for when they have answered: {keys}.</source>
            <translation>ปุ่มที่จะกดหลังจากรับสายแล้ว: {keys}</translation>
        </message>
        <message>
            <source>Keys that work in every window</source>
            <translation>ปุ่มลัดที่ใช้ได้ในทุกหน้าต่าง</translation>
        </message>
        <message>
            <source>Kiribati</source>
            <translation>คิริบาส</translation>
        </message>
        <message>
            <source>Kosovo</source>
            <translation>โคโซโว</translation>
        </message>
        <message>
            <source>Kuwait</source>
            <translation>คูเวต</translation>
        </message>
        <message>
            <source>Kyrgyzstan</source>
            <translation>คีร์กีซสถาน</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>ภาษา</translation>
        </message>
        <message>
            <source>Laos</source>
            <translation>ลาว</translation>
        </message>
        <message>
            <source>Last resort</source>
            <translation>ทางเลือกสุดท้าย</translation>
        </message>
        <message>
            <source>Latvia</source>
            <translation>ลัตเวีย</translation>
        </message>
        <message>
            <source>Leave a VPN if you may, and stop large uploads. Pause a little before you speak.</source>
            <translation>โปรดออกจาก VPN หากทำได้ และหยุดการอัปโหลดขนาดใหญ่ เว้นจังหวะเล็กน้อยก่อนพูด</translation>
        </message>
        <message>
            <source>Lebanon</source>
            <translation>เลบานอน</translation>
        </message>
        <message>
            <source>Left out: “{text}”.</source>
            <translation>ตัดออก: “{text}”</translation>
        </message>
        <message>
            <source>Lesotho</source>
            <translation>เลโซโท</translation>
        </message>
        <message>
            <source>Letters were read as keypad digits.</source>
            <translation>อ่านตัวอักษรเป็นตัวเลขบนแป้นกด</translation>
        </message>
        <message>
            <source>Liberia</source>
            <translation>ไลบีเรีย</translation>
        </message>
        <message>
            <source>Libya</source>
            <translation>ลิเบีย</translation>
        </message>
        <message>
            <source>Liechtenstein</source>
            <translation>ลิกเตนสไตน์</translation>
        </message>
        <message>
            <source>Light</source>
            <translation>สว่าง</translation>
        </message>
        <message>
            <source>Light, dark, or as the system is.</source>
            <translation>สว่าง มืด หรือตามระบบ</translation>
        </message>
        <message>
            <source>Links call by themselves</source>
            <translation>ลิงก์โทรออกเอง</translation>
        </message>
        <message>
            <source>Links that start with tel:, callto: or sip: do.</source>
            <translation>ลิงก์ที่ขึ้นต้นด้วย tel:, callto: หรือ sip: จึงจะใช้ได้</translation>
        </message>
        <message>
            <source>Lithuania</source>
            <translation>ลิทัวเนีย</translation>
        </message>
        <message>
            <source>Look</source>
            <translation>รูปลักษณ์</translation>
        </message>
        <message>
            <source>Look at Recents before you call again.</source>
            <translation>โปรดดูการโทรล่าสุดก่อนโทรอีกครั้ง</translation>
        </message>
        <message>
            <source>Look at the number shown now, then call again.</source>
            <translation>โปรดดูหมายเลขที่แสดงตอนนี้ แล้วโทรอีกครั้ง</translation>
        </message>
        <message>
            <source>Look for a mute switch on the headset, or choose another microphone under Preferences.</source>
            <translation>โปรดดูว่ามีสวิตช์ปิดเสียงที่ชุดหูฟังหรือไม่ หรือเลือกไมโครโฟนอื่นในการตั้งค่า</translation>
        </message>
        <message>
            <source>Look the number up where it came from.</source>
            <translation>โปรดดูหมายเลขจากแหล่งที่มา</translation>
        </message>
        <message>
            <source>Louisiana</source>
            <translation>ลุยเซียนา</translation>
        </message>
        <message>
            <source>Luxembourg</source>
            <translation>ลักเซมเบิร์ก</translation>
        </message>
        <message>
            <source>Macao</source>
            <translation>เขตปกครองพิเศษมาเก๊าแห่งสาธารณรัฐประชาชนจีน</translation>
        </message>
        <message>
            <source>Madagascar</source>
            <translation>มาดากัสการ์</translation>
        </message>
        <message>
            <source>Maine</source>
            <translation>เมน</translation>
        </message>
        <message>
            <source>Make room on the disk, or check who may write there; then try again.</source>
            <translation>โปรดเพิ่มพื้นที่ว่างในดิสก์ หรือตรวจสอบว่าใครมีสิทธิ์เขียนที่นั่น แล้วลองอีกครั้ง</translation>
        </message>
        <message>
            <source>Malawi</source>
            <translation>มาลาวี</translation>
        </message>
        <message>
            <source>Malaysia</source>
            <translation>มาเลเซีย</translation>
        </message>
        <message>
            <source>Maldives</source>
            <translation>มัลดีฟส์</translation>
        </message>
        <message>
            <source>Mali</source>
            <translation>มาลี</translation>
        </message>
        <message>
            <source>Malta</source>
            <translation>มอลตา</translation>
        </message>
        <message>
            <source>Manitoba</source>
            <translation>แมนิโทบา</translation>
        </message>
        <message>
            <source>Maranhão</source>
            <translation>มารันเยา</translation>
        </message>
        <message>
            <source>Marshall Islands</source>
            <translation>หมู่เกาะมาร์แชลล์</translation>
        </message>
        <message>
            <source>Martinique</source>
            <translation>มาร์ตินีก</translation>
        </message>
        <message>
            <source>Maryland</source>
            <translation>แมริแลนด์</translation>
        </message>
        <message>
            <source>Massachusetts</source>
            <translation>แมสซาชูเซตส์</translation>
        </message>
        <message>
            <source>Mato Grosso</source>
            <translation>มาตูโกรสซู</translation>
        </message>
        <message>
            <source>Mato Grosso do Sul</source>
            <translation>มาตูโกรสซูดูซูล</translation>
        </message>
        <message>
            <source>Mauritania</source>
            <translation>มอริเตเนีย</translation>
        </message>
        <message>
            <source>Mauritius</source>
            <translation>มอริเชียส</translation>
        </message>
        <message>
            <source>Mayotte</source>
            <translation>มายอต</translation>
        </message>
        <message>
            <source>Mexico</source>
            <translation>เม็กซิโก</translation>
        </message>
        <message>
            <source>Michigan</source>
            <translation>มิชิแกน</translation>
        </message>
        <message>
            <source>Micronesia</source>
            <translation>ไมโครนีเซีย</translation>
        </message>
        <message>
            <source>Microphone</source>
            <translation>ไมโครโฟน</translation>
        </message>
        <message>
            <source>Minas Gerais</source>
            <translation>มีนัสเชไรส์</translation>
        </message>
        <message>
            <source>Minnesota</source>
            <translation>มินนิโซตา</translation>
        </message>
        <message>
            <source>Mississippi</source>
            <translation>มิสซิสซิปปี</translation>
        </message>
        <message>
            <source>Missouri</source>
            <translation>มิสซูรี</translation>
        </message>
        <message>
            <source>Moldova</source>
            <translation>มอลโดวา</translation>
        </message>
        <message>
            <source>Monaco</source>
            <translation>โมนาโก</translation>
        </message>
        <message>
            <source>Mongolia</source>
            <translation>มองโกเลีย</translation>
        </message>
        <message>
            <source>Montana</source>
            <translation>มอนแทนา</translation>
        </message>
        <message>
            <source>Montenegro</source>
            <translation>มอนเตเนโกร</translation>
        </message>
        <message>
            <source>Montserrat</source>
            <translation>มอนต์เซอร์รัต</translation>
        </message>
        <message>
            <source>Morocco</source>
            <translation>โมร็อกโก</translation>
        </message>
        <message>
            <source>Mozambique</source>
            <translation>โมซัมบิก</translation>
        </message>
        <message>
            <source>Myanmar (Burma)</source>
            <translation>เมียนมา (พม่า)</translation>
        </message>
        <message>
            <source>Name the column with the numbers “Phone”, and choose the file again.</source>
            <translation>โปรดตั้งชื่อคอลัมน์ที่มีหมายเลขว่า “Phone” แล้วเลือกไฟล์อีกครั้ง</translation>
        </message>
        <message>
            <source>Namibia</source>
            <translation>นามิเบีย</translation>
        </message>
        <message>
            <source>Nauru</source>
            <translation>นาอูรู</translation>
        </message>
        <message>
            <source>Nebraska</source>
            <translation>เนแบรสกา</translation>
        </message>
        <message>
            <source>Nepal</source>
            <translation>เนปาล</translation>
        </message>
        <message>
            <source>Netherlands</source>
            <translation>เนเธอร์แลนด์</translation>
        </message>
        <message>
            <source>Nevada</source>
            <translation>เนวาดา</translation>
        </message>
        <message>
            <source>New Brunswick</source>
            <translation>นิวบรันสวิก</translation>
        </message>
        <message>
            <source>New Caledonia</source>
            <translation>นิวแคลิโดเนีย</translation>
        </message>
        <message>
            <source>New Hampshire</source>
            <translation>นิวแฮมป์เชียร์</translation>
        </message>
        <message>
            <source>New Jersey</source>
            <translation>นิวเจอร์ซีย์</translation>
        </message>
        <message>
            <source>New Mexico</source>
            <translation>นิวเม็กซิโก</translation>
        </message>
        <message>
            <source>New York</source>
            <translation>นิวยอร์ก</translation>
        </message>
        <message>
            <source>New Zealand</source>
            <translation>นิวซีแลนด์</translation>
        </message>
        <message>
            <source>Newfoundland and Labrador</source>
            <translation>นิวฟันด์แลนด์และแลบราดอร์</translation>
        </message>
        <message>
            <source>Nicaragua</source>
            <translation>นิการากัว</translation>
        </message>
        <message>
            <source>Niger</source>
            <translation>ไนเจอร์</translation>
        </message>
        <message>
            <source>Nigeria</source>
            <translation>ไนจีเรีย</translation>
        </message>
        <message>
            <source>Niue</source>
            <translation>นีอูเอ</translation>
        </message>
        <message>
            <source>No</source>
            <translation>ไม่ใช่</translation>
        </message>
        <message>
            <source>No caller ID reached Twilio.</source>
            <translation>Twilio ไม่ได้รับหมายเลขผู้โทร</translation>
        </message>
        <message>
            <source>No number to call reached Twilio.</source>
            <translation>Twilio ไม่ได้รับหมายเลขที่จะโทร</translation>
        </message>
        <message>
            <source>No number was given.</source>
            <translation>ไม่ได้ระบุหมายเลข</translation>
        </message>
        <message>
            <source>No phone rings for this call any more.</source>
            <translation>ไม่มีโทรศัพท์ดังสำหรับสายนี้แล้ว</translation>
        </message>
        <message>
            <source>No sound arrives here.</source>
            <translation>ไม่มีเสียงมาถึงที่นี่</translation>
        </message>
        <message>
            <source>Nobody is chosen yet.</source>
            <translation>ยังไม่ได้เลือกใคร</translation>
        </message>
        <message>
            <source>Nobody is waiting.</source>
            <translation>ไม่มีใครรออยู่</translation>
        </message>
        <message>
            <source>Nobody knows whether your phone rang</source>
            <translation>ไม่มีใครทราบว่าโทรศัพท์ของคุณดังหรือไม่</translation>
        </message>
        <message>
            <source>None of the account's numbers can be shown automatically.</source>
            <translation>ไม่มีหมายเลขใดของบัญชีที่แสดงโดยอัตโนมัติได้</translation>
        </message>
        <message>
            <source>None of your local numbers is in +{calling_code} {area_code}</source>
            <translation>ไม่มีหมายเลขท้องถิ่นของคุณอยู่ใน +{calling_code} {area_code}</translation>
        </message>
        <message>
            <source>None of your local numbers is in {country}</source>
            <translation>ไม่มีหมายเลขท้องถิ่นของคุณอยู่ใน {country}</translation>
        </message>
        <message>
            <source>None of your local numbers is in {state}</source>
            <translation>ไม่มีหมายเลขท้องถิ่นของคุณอยู่ใน {state}</translation>
        </message>
        <message>
            <source>Norfolk Island</source>
            <translation>เกาะนอร์ฟอล์ก</translation>
        </message>
        <message>
            <source>North Carolina</source>
            <translation>นอร์ทแคโรไลนา</translation>
        </message>
        <message>
            <source>North Dakota</source>
            <translation>นอร์ทดาโคตา</translation>
        </message>
        <message>
            <source>North Korea</source>
            <translation>เกาหลีเหนือ</translation>
        </message>
        <message>
            <source>North Macedonia</source>
            <translation>มาซิโดเนียเหนือ</translation>
        </message>
        <message>
            <source>Northern Mariana Islands</source>
            <translation>หมู่เกาะนอร์เทิร์นมาเรียนา</translation>
        </message>
        <message>
            <source>Northwest Territories</source>
            <translation>นอร์ทเวสต์เทร์ริทอรีส์</translation>
        </message>
        <message>
            <source>Norway</source>
            <translation>นอร์เวย์</translation>
        </message>
        <message>
            <source>Not set</source>
            <translation>ยังไม่ได้ตั้งค่า</translation>
        </message>
        <message>
            <source>Nothing changed</source>
            <translation>ไม่มีการเปลี่ยนแปลง</translation>
        </message>
        <message>
            <source>Nothing is heard from your microphone.</source>
            <translation>ไม่ได้ยินเสียงจากไมโครโฟนของคุณ</translation>
        </message>
        <message>
            <source>Nothing was changed. Try again in a minute.</source>
            <translation>ไม่มีการเปลี่ยนแปลง โปรดลองอีกครั้งในหนึ่งนาที</translation>
        </message>
        <message>
            <source>Nova Scotia</source>
            <translation>โนวาสโกเชีย</translation>
        </message>
        <message>
            <source>Numbers that are only verified with Twilio may be picked; calls back do not reach you.</source>
            <translation>เลือกหมายเลขที่เพียงยืนยันกับ Twilio ได้ แต่สายที่โทรกลับจะไม่ถึงคุณ</translation>
        </message>
        <message>
            <source>Nunavut</source>
            <translation>นูนาวุต</translation>
        </message>
        <message>
            <source>Of incoming calls.</source>
            <translation>ของสายเรียกเข้า</translation>
        </message>
        <message>
            <source>Of the customer's voice.</source>
            <translation>ของเสียงลูกค้า</translation>
        </message>
        <message>
            <source>Off by default: nobody can call them back through us, and carriers trust them less.</source>
            <translation>ปิดไว้โดยค่าเริ่มต้น: ไม่มีใครโทรกลับผ่านเราได้ และผู้ให้บริการเครือข่ายเชื่อถือน้อยกว่า</translation>
        </message>
        <message>
            <source>Off: a tel: link only fills in the number. On: it calls after 3 seconds in which you can cancel.</source>
            <translation>ปิด: ลิงก์ tel: เพียงกรอกหมายเลขให้ เปิด: ลิงก์จะโทรออกหลัง 3 วินาที ซึ่งคุณยกเลิกได้ระหว่างนั้น</translation>
        </message>
        <message>
            <source>Off: every call is Automated.</source>
            <translation>ปิด: ทุกสายเป็นแบบอัตโนมัติ</translation>
        </message>
        <message>
            <source>Offer Default (automatic)</source>
            <translation>ให้เลือกค่าเริ่มต้น (อัตโนมัติ) ได้</translation>
        </message>
        <message>
            <source>Offer verified numbers</source>
            <translation>ให้เลือกหมายเลขที่ยืนยันแล้วได้</translation>
        </message>
        <message>
            <source>Ohio</source>
            <translation>โอไฮโอ</translation>
        </message>
        <message>
            <source>Oklahoma</source>
            <translation>โอคลาโฮมา</translation>
        </message>
        <message>
            <source>Oman</source>
            <translation>โอมาน</translation>
        </message>
        <message>
            <source>On a trial account, Twilio fixes which number is shown to whom.</source>
            <translation>ในบัญชีทดลอง Twilio เป็นผู้กำหนดว่าจะแสดงหมายเลขใดให้ใคร</translation>
        </message>
        <message>
            <source>On macOS the system asks which program opens a link.</source>
            <translation>บน macOS ระบบจะถามว่าจะใช้โปรแกรมใดเปิดลิงก์</translation>
        </message>
        <message>
            <source>On your desktop</source>
            <translation>บนเดสก์ท็อปของคุณ</translation>
        </message>
        <message>
            <source>One of your local numbers</source>
            <translation>หมายเลขท้องถิ่นหนึ่งของคุณ</translation>
        </message>
        <message>
            <source>One of your local numbers in {country}</source>
            <translation>หนึ่งในหมายเลขท้องถิ่นของคุณใน {country}</translation>
        </message>
        <message>
            <source>One of your local numbers with +{calling_code}</source>
            <translation>หมายเลขท้องถิ่นหนึ่งของคุณที่ขึ้นต้นด้วย +{calling_code}</translation>
        </message>
        <message>
            <source>Only an administrator may place it: run the command as one.</source>
            <translation>เฉพาะผู้ดูแลระบบเท่านั้นที่วางไฟล์นี้ได้: โปรดเรียกใช้คำสั่งในฐานะผู้ดูแลระบบ</translation>
        </message>
        <message>
            <source>Only telephone numbers can be called from here.</source>
            <translation>จากที่นี่โทรได้เฉพาะหมายเลขโทรศัพท์</translation>
        </message>
        <message>
            <source>Only the agent's ring groups</source>
            <translation>เฉพาะกลุ่มรับสายของเจ้าหน้าที่</translation>
        </message>
        <message>
            <source>Ontario</source>
            <translation>ออนแทรีโอ</translation>
        </message>
        <message>
            <source>Open any page in your browser, sign in there, then try again.</source>
            <translation>เปิดหน้าใดก็ได้ในเบราว์เซอร์ ลงชื่อเข้าใช้ แล้วลองอีกครั้ง</translation>
        </message>
        <message>
            <source>Open it, save it as CSV UTF-8, and choose that file.</source>
            <translation>โปรดเปิดไฟล์ บันทึกเป็น CSV UTF-8 แล้วเลือกไฟล์นั้น</translation>
        </message>
        <message>
            <source>Oregon</source>
            <translation>ออริกอน</translation>
        </message>
        <message>
            <source>Other programs changed {name} at Twilio each of three times.</source>
            <translation>โปรแกรมอื่นเปลี่ยน {name} ที่ Twilio ทุกครั้งในการลองสามครั้ง</translation>
        </message>
        <message>
            <source>Pakistan</source>
            <translation>ปากีสถาน</translation>
        </message>
        <message>
            <source>Palau</source>
            <translation>ปาเลา</translation>
        </message>
        <message>
            <source>Palestinian Territories</source>
            <translation>ดินแดนปาเลสไตน์</translation>
        </message>
        <message>
            <source>Panama</source>
            <translation>ปานามา</translation>
        </message>
        <message>
            <source>Papua New Guinea</source>
            <translation>ปาปัวนิวกินี</translation>
        </message>
        <message>
            <source>Paraguay</source>
            <translation>ปารากวัย</translation>
        </message>
        <message>
            <source>Paraná</source>
            <translation>ปารานา</translation>
        </message>
        <message>
            <source>Paraíba</source>
            <translation>ปาราอีบา</translation>
        </message>
        <message>
            <source>Parts of the sound are lost on the way.</source>
            <translation>เสียงบางส่วนหายระหว่างทาง</translation>
        </message>
        <message>
            <source>Pará</source>
            <translation>ปารา</translation>
        </message>
        <message>
            <source>Paste the number alone.</source>
            <translation>โปรดวางเฉพาะหมายเลข</translation>
        </message>
        <message>
            <source>Pennsylvania</source>
            <translation>เพนซิลเวเนีย</translation>
        </message>
        <message>
            <source>Pernambuco</source>
            <translation>เปร์นัมบูกู</translation>
        </message>
        <message>
            <source>Peru</source>
            <translation>เปรู</translation>
        </message>
        <message>
            <source>Philippines</source>
            <translation>ฟิลิปปินส์</translation>
        </message>
        <message>
            <source>Piauí</source>
            <translation>ปีเอาอี</translation>
        </message>
        <message>
            <source>Pinned for this contact</source>
            <translation>ปักหมุดไว้สำหรับผู้ติดต่อนี้</translation>
        </message>
        <message>
            <source>Pinned for this contact, but: {problem}</source>
            <translation>ปักหมุดไว้สำหรับผู้ติดต่อนี้ แต่: {problem}</translation>
        </message>
        <message>
            <source>Plug in a headset; it is found by itself.</source>
            <translation>โปรดเสียบชุดหูฟัง ระบบจะพบเอง</translation>
        </message>
        <message>
            <source>Poland</source>
            <translation>โปแลนด์</translation>
        </message>
        <message>
            <source>Portugal</source>
            <translation>โปรตุเกส</translation>
        </message>
        <message>
            <source>Prince Edward Island</source>
            <translation>ปรินซ์เอดเวิร์ดไอแลนด์</translation>
        </message>
        <message>
            <source>Puerto Rico</source>
            <translation>เปอร์โตริโก</translation>
        </message>
        <message>
            <source>Put them into HTTPS_PROXY: http://NAME:PASSWORD@HOST:PORT.</source>
            <translation>ใส่ไว้ใน HTTPS_PROXY: http://NAME:PASSWORD@HOST:PORT</translation>
        </message>
        <message>
            <source>Qatar</source>
            <translation>กาตาร์</translation>
        </message>
        <message>
            <source>Quebec</source>
            <translation>ควิเบก</translation>
        </message>
        <message>
            <source>Quiet hours</source>
            <translation>ช่วงเวลางดโทร</translation>
        </message>
        <message>
            <source>Read with +{calling_code}, {country}.</source>
            <translation>อ่านด้วย +{calling_code}, {country}</translation>
        </message>
        <message>
            <source>Refresh the numbers, then try again.</source>
            <translation>โปรดรีเฟรชหมายเลข แล้วลองอีกครั้ง</translation>
        </message>
        <message>
            <source>Remembered by its name and id; another one is used while it is not plugged in.</source>
            <translation>จำตามชื่อและรหัส หากไม่ได้เสียบอยู่จะใช้ตัวอื่นแทน</translation>
        </message>
        <message>
            <source>Rhode Island</source>
            <translation>โรดไอแลนด์</translation>
        </message>
        <message>
            <source>Ring volume</source>
            <translation>ระดับเสียงเรียกเข้า</translation>
        </message>
        <message>
            <source>Ringing your phone…</source>
            <translation>กำลังโทรเข้าโทรศัพท์ของคุณ…</translation>
        </message>
        <message>
            <source>Rings at</source>
            <translation>เสียงเรียกเข้าดังที่</translation>
        </message>
        <message>
            <source>Rio Grande do Norte</source>
            <translation>รีโอกรันดีดูนอร์ตี</translation>
        </message>
        <message>
            <source>Rio Grande do Sul</source>
            <translation>รีโอกรันดีดูซูล</translation>
        </message>
        <message>
            <source>Rio de Janeiro</source>
            <translation>รีโอเดจาเนโร</translation>
        </message>
        <message>
            <source>Romania</source>
            <translation>โรมาเนีย</translation>
        </message>
        <message>
            <source>Rondônia</source>
            <translation>รอนโดเนีย</translation>
        </message>
        <message>
            <source>Roraima</source>
            <translation>โรไรมา</translation>
        </message>
        <message>
            <source>Russia</source>
            <translation>รัสเซีย</translation>
        </message>
        <message>
            <source>Rwanda</source>
            <translation>รวันดา</translation>
        </message>
        <message>
            <source>Réunion</source>
            <translation>เรอูนียง</translation>
        </message>
        <message>
            <source>SIP is not switched on for this Twilio account.</source>
            <translation>บัญชี Twilio นี้ยังไม่ได้เปิด SIP</translation>
        </message>
        <message>
            <source>Same area code, +{calling_code} {area_code}</source>
            <translation>รหัสพื้นที่เดียวกัน +{calling_code} {area_code}</translation>
        </message>
        <message>
            <source>Same caller ID as last time</source>
            <translation>หมายเลขที่แสดงเหมือนครั้งก่อน</translation>
        </message>
        <message>
            <source>Same country code, +{calling_code}</source>
            <translation>รหัสประเทศเดียวกัน +{calling_code}</translation>
        </message>
        <message>
            <source>Same country, {country}</source>
            <translation>ประเทศเดียวกัน {country}</translation>
        </message>
        <message>
            <source>Same state, {state}</source>
            <translation>รัฐเดียวกัน {state}</translation>
        </message>
        <message>
            <source>Samoa</source>
            <translation>ซามัว</translation>
        </message>
        <message>
            <source>San Marino</source>
            <translation>ซานมาริโน</translation>
        </message>
        <message>
            <source>Santa Catarina</source>
            <translation>ซังตากาตารีนา</translation>
        </message>
        <message>
            <source>Saskatchewan</source>
            <translation>ซัสแคตเชวัน</translation>
        </message>
        <message>
            <source>Saudi Arabia</source>
            <translation>ซาอุดีอาระเบีย</translation>
        </message>
        <message>
            <source>Senegal</source>
            <translation>เซเนกัล</translation>
        </message>
        <message>
            <source>Serbia</source>
            <translation>เซอร์เบีย</translation>
        </message>
        <message>
            <source>Sergipe</source>
            <translation>เซร์ชีปี</translation>
        </message>
        <message>
            <source>Set by {by}</source>
            <translation>กำหนดโดย {by}</translation>
        </message>
        <message>
            <source>Set by {by} until {until}</source>
            <translation>กำหนดโดย {by} จนถึง {until}</translation>
        </message>
        <message>
            <source>Set by {by} until {until}: {why}</source>
            <translation>กำหนดโดย {by} จนถึง {until}: {why}</translation>
        </message>
        <message>
            <source>Set by {by}: {why}</source>
            <translation>กำหนดโดย {by}: {why}</translation>
        </message>
        <message>
            <source>Set by {name}</source>
            <translation>กำหนดโดย {name}</translation>
        </message>
        <message>
            <source>Set for you by your administrator</source>
            <translation>ผู้ดูแลระบบกำหนดให้คุณ</translation>
        </message>
        <message>
            <source>Set for you by {name}</source>
            <translation>{name} กำหนดให้คุณ</translation>
        </message>
        <message>
            <source>Set it to that line, a JSON object, or unset it.</source>
            <translation>โปรดตั้งเป็นบรรทัดนั้นซึ่งเป็นออบเจกต์ JSON หรือเลิกตั้งค่า</translation>
        </message>
        <message>
            <source>Set it under Account, then call again.</source>
            <translation>โปรดตั้งค่าที่ “บัญชี” แล้วโทรอีกครั้ง</translation>
        </message>
        <message>
            <source>Set {name} to a file of certificates (PEM), or unset it.</source>
            <translation>กำหนด {name} เป็นไฟล์ใบรับรอง (PEM) หรือยกเลิกค่า</translation>
        </message>
        <message>
            <source>Seychelles</source>
            <translation>เซเชลส์</translation>
        </message>
        <message>
            <source>Show a small panel during calls</source>
            <translation>แสดงแผงขนาดเล็กระหว่างโทร</translation>
        </message>
        <message>
            <source>Show the caller ID picker</source>
            <translation>แสดงตัวเลือกหมายเลขผู้โทร</translation>
        </message>
        <message>
            <source>Sierra Leone</source>
            <translation>เซียร์ราลีโอน</translation>
        </message>
        <message>
            <source>Sign in again under Account, with the key of the right account and region.</source>
            <translation>โปรดลงชื่อเข้าใช้อีกครั้งที่ “บัญชี” ด้วยคีย์ของบัญชีและภูมิภาคที่ถูกต้อง</translation>
        </message>
        <message>
            <source>Singapore</source>
            <translation>สิงคโปร์</translation>
        </message>
        <message>
            <source>Sint Maarten</source>
            <translation>ซินต์มาร์เทน</translation>
        </message>
        <message>
            <source>Slovakia</source>
            <translation>สโลวะเกีย</translation>
        </message>
        <message>
            <source>Slovenia</source>
            <translation>สโลวีเนีย</translation>
        </message>
        <message>
            <source>Softphone is now among the programs for tel: links. Choose it in Settings, Apps, Default apps.</source>
            <translation>ตอนนี้ Softphone อยู่ในรายการโปรแกรมสำหรับลิงก์ tel: แล้ว โปรดเลือกที่การตั้งค่า, แอป, แอปเริ่มต้น</translation>
        </message>
        <message>
            <source>Softphone is open already, but does not answer.</source>
            <translation>Softphone เปิดอยู่แล้วแต่ไม่ตอบสนอง</translation>
        </message>
        <message>
            <source>Solomon Islands</source>
            <translation>หมู่เกาะโซโลมอน</translation>
        </message>
        <message>
            <source>Somalia</source>
            <translation>โซมาเลีย</translation>
        </message>
        <message>
            <source>Somebody else changed {name} at the same moment.</source>
            <translation>มีคนอื่นเปลี่ยน {name} ในเวลาเดียวกัน</translation>
        </message>
        <message>
            <source>Somebody else is being called already.</source>
            <translation>กำลังโทรหาคนอื่นอยู่แล้ว</translation>
        </message>
        <message>
            <source>Somebody else is in the call already.</source>
            <translation>มีคนอื่นอยู่ในสายแล้ว</translation>
        </message>
        <message>
            <source>Something in this program went wrong ({name}).</source>
            <translation>มีบางอย่างในโปรแกรมนี้ผิดพลาด ({name})</translation>
        </message>
        <message>
            <source>Sound</source>
            <translation>เสียง</translation>
        </message>
        <message>
            <source>South Africa</source>
            <translation>แอฟริกาใต้</translation>
        </message>
        <message>
            <source>South Carolina</source>
            <translation>เซาท์แคโรไลนา</translation>
        </message>
        <message>
            <source>South Dakota</source>
            <translation>เซาท์ดาโคตา</translation>
        </message>
        <message>
            <source>South Korea</source>
            <translation>เกาหลีใต้</translation>
        </message>
        <message>
            <source>South Sudan</source>
            <translation>ซูดานใต้</translation>
        </message>
        <message>
            <source>Spain</source>
            <translation>สเปน</translation>
        </message>
        <message>
            <source>Speaker</source>
            <translation>ลำโพง</translation>
        </message>
        <message>
            <source>Sri Lanka</source>
            <translation>ศรีลังกา</translation>
        </message>
        <message>
            <source>St. Barthélemy</source>
            <translation>เซนต์บาร์เธเลมี</translation>
        </message>
        <message>
            <source>St. Helena</source>
            <translation>เซนต์เฮเลนา</translation>
        </message>
        <message>
            <source>St. Kitts &amp; Nevis</source>
            <translation>เซนต์คิตส์และเนวิส</translation>
        </message>
        <message>
            <source>St. Lucia</source>
            <translation>เซนต์ลูเซีย</translation>
        </message>
        <message>
            <source>St. Martin</source>
            <translation>เซนต์มาร์ติน</translation>
        </message>
        <message>
            <source>St. Pierre &amp; Miquelon</source>
            <translation>แซงปีแยร์และมีเกอลง</translation>
        </message>
        <message>
            <source>St. Vincent &amp; Grenadines</source>
            <translation>เซนต์วินเซนต์และเกรนาดีนส์</translation>
        </message>
        <message>
            <source>Start when you log in</source>
            <translation>เริ่มเมื่อคุณเข้าสู่ระบบ</translation>
        </message>
        <message>
            <source>Start with + and the country code, as in +1 or +44.</source>
            <translation>โปรดขึ้นต้นด้วย + และรหัสประเทศ เช่น +1 หรือ +44</translation>
        </message>
        <message>
            <source>Starting at login could not be changed: {problem}.</source>
            <translation>เปลี่ยนการเริ่มเมื่อเข้าสู่ระบบไม่ได้: {problem}</translation>
        </message>
        <message>
            <source>Starting…</source>
            <translation>กำลังเริ่ม…</translation>
        </message>
        <message>
            <source>Starts with SK.</source>
            <translation>ขึ้นต้นด้วย SK</translation>
        </message>
        <message>
            <source>States are known for the United States, Canada and Brazil only</source>
            <translation>ระบุรัฐได้เฉพาะสหรัฐอเมริกา แคนาดา และบราซิล</translation>
        </message>
        <message>
            <source>Stop calling for a while and tell your administrator.</source>
            <translation>โปรดหยุดโทรสักพักและแจ้งผู้ดูแลระบบของคุณ</translation>
        </message>
        <message>
            <source>Stop large downloads, or try another network. If it stays, tell whoever runs the network.</source>
            <translation>โปรดหยุดการดาวน์โหลดขนาดใหญ่ หรือลองเครือข่ายอื่น หากยังเป็นอยู่ โปรดแจ้งผู้ดูแลเครือข่าย</translation>
        </message>
        <message>
            <source>Such as 21:00-08:00, in the customer's own time: a call then is warned of. Empty: never.</source>
            <translation>เช่น 21:00-08:00 ตามเวลาของลูกค้า ระบบจะเตือนหากโทรในช่วงนี้ เว้นว่าง: ไม่เตือน</translation>
        </message>
        <message>
            <source>Sudan</source>
            <translation>ซูดาน</translation>
        </message>
        <message>
            <source>Suggested by {name}</source>
            <translation>แนะนำโดย {name}</translation>
        </message>
        <message>
            <source>Suriname</source>
            <translation>ซูรินาเม</translation>
        </message>
        <message>
            <source>Svalbard &amp; Jan Mayen</source>
            <translation>สฟาลบาร์และยานไมเอน</translation>
        </message>
        <message>
            <source>Swap, join, or go back to the customer.</source>
            <translation>โปรดสลับสาย รวมทุกสาย หรือกลับไปหาลูกค้า</translation>
        </message>
        <message>
            <source>Sweden</source>
            <translation>สวีเดน</translation>
        </message>
        <message>
            <source>Switzerland</source>
            <translation>สวิตเซอร์แลนด์</translation>
        </message>
        <message>
            <source>Syria</source>
            <translation>ซีเรีย</translation>
        </message>
        <message>
            <source>São Paulo</source>
            <translation>เซาเปาลู</translation>
        </message>
        <message>
            <source>São Tomé &amp; Príncipe</source>
            <translation>เซาตูเมและปรินซิปี</translation>
        </message>
        <message>
            <source>Taiwan</source>
            <translation>ไต้หวัน</translation>
        </message>
        <message>
            <source>Tajikistan</source>
            <translation>ทาจิกิสถาน</translation>
        </message>
        <message>
            <source>Take echo and noise off my voice</source>
            <translation>ตัดเสียงสะท้อนและเสียงรบกวนออกจากเสียงของฉัน</translation>
        </message>
        <message>
            <source>Tanzania</source>
            <translation>แทนซาเนีย</translation>
        </message>
        <message>
            <source>TaskRouter has no worker named {agent}, so your choice stays on this machine.</source>
            <translation>TaskRouter ไม่มี Worker ชื่อ {agent} ตัวเลือกของคุณจึงอยู่เฉพาะบนเครื่องนี้</translation>
        </message>
        <message>
            <source>TaskRouter has not answered. The caller ID that was known last is shown.</source>
            <translation>TaskRouter ไม่ตอบ จะแสดงหมายเลขที่ทราบล่าสุด</translation>
        </message>
        <message>
            <source>TaskRouter; optional.</source>
            <translation>สำหรับ TaskRouter ไม่บังคับ</translation>
        </message>
        <message>
            <source>Tell whoever runs your company's token URL.</source>
            <translation>โปรดแจ้งผู้ดูแล URL โทเค็นของบริษัท</translation>
        </message>
        <message>
            <source>Tennessee</source>
            <translation>เทนเนสซี</translation>
        </message>
        <message>
            <source>Texas</source>
            <translation>เท็กซัส</translation>
        </message>
        <message>
            <source>Thailand</source>
            <translation>ไทย</translation>
        </message>
        <message>
            <source>That call is over already.</source>
            <translation>สายนั้นสิ้นสุดแล้ว</translation>
        </message>
        <message>
            <source>That caller ID is on a do-not-originate list.</source>
            <translation>หมายเลขผู้โทรนั้นอยู่ในรายการห้ามใช้โทรออก (do-not-originate)</translation>
        </message>
        <message>
            <source>That is a premium number, and Twilio does not call it.</source>
            <translation>เป็นหมายเลขที่คิดค่าบริการอัตราพิเศษ ซึ่ง Twilio ไม่โทรให้</translation>
        </message>
        <message>
            <source>That is not a number that can be called.</source>
            <translation>นั่นไม่ใช่หมายเลขที่โทรได้</translation>
        </message>
        <message>
            <source>That is the SID of something else, not of a Twilio account.</source>
            <translation>นั่นเป็น SID ของสิ่งอื่น ไม่ใช่ของบัญชี Twilio</translation>
        </message>
        <message>
            <source>That is the customer's own number.</source>
            <translation>นั่นคือหมายเลขของลูกค้าเอง</translation>
        </message>
        <message>
            <source>That is the number shown for this call.</source>
            <translation>นั่นคือหมายเลขที่แสดงในสายนี้</translation>
        </message>
        <message>
            <source>That is your own phone.</source>
            <translation>นั่นคือโทรศัพท์ของคุณเอง</translation>
        </message>
        <message>
            <source>That leg is being called already.</source>
            <translation>สายฝั่งนั้นกำลังถูกโทรอยู่แล้ว</translation>
        </message>
        <message>
            <source>That number cannot be reached.</source>
            <translation>ติดต่อหมายเลขนั้นไม่ได้</translation>
        </message>
        <message>
            <source>That number is not complete: it needs + and the country code.</source>
            <translation>หมายเลขนั้นไม่ครบ: ต้องมี + และรหัสประเทศ</translation>
        </message>
        <message>
            <source>That number is not valid or not supported.</source>
            <translation>หมายเลขนั้นไม่ถูกต้องหรือไม่รองรับ</translation>
        </message>
        <message>
            <source>That number's country is not known.</source>
            <translation>ไม่รู้จักประเทศของหมายเลขนั้น</translation>
        </message>
        <message>
            <source>That time is over already.</source>
            <translation>เวลานั้นผ่านไปแล้ว</translation>
        </message>
        <message>
            <source>The API key does not open the account {account_sid}.</source>
            <translation>คีย์ API นี้เปิดบัญชี {account_sid} ไม่ได้</translation>
        </message>
        <message>
            <source>The API key may not do this.</source>
            <translation>คีย์ API ไม่มีสิทธิ์ทำสิ่งนี้</translation>
        </message>
        <message>
            <source>The API key's secret is missing.</source>
            <translation>ไม่มี Secret ของคีย์ API</translation>
        </message>
        <message>
            <source>The TaskRouter workspace is not set (twilio.workspace_sid), so your choice stays on this machine and supervisors cannot change it.</source>
            <translation>ยังไม่ได้ตั้งเวิร์กสเปซ TaskRouter (twilio.workspace_sid) ตัวเลือกของคุณจึงอยู่เฉพาะบนเครื่องนี้ และหัวหน้างานเปลี่ยนไม่ได้</translation>
        </message>
        <message>
            <source>The TaskRouter workspace is not set. Put workspace_sid under [locked.twilio] in the settings file, and give the API key the permission to read and update workers.</source>
            <translation>ยังไม่ได้ตั้งเวิร์กสเปซ TaskRouter โปรดใส่ workspace_sid ใต้ [locked.twilio] ในไฟล์การตั้งค่า และให้สิทธิ์คีย์ API ในการอ่านและอัปเดต Worker</translation>
        </message>
        <message>
            <source>The Twilio account does not exist.</source>
            <translation>ไม่มีบัญชี Twilio นี้</translation>
        </message>
        <message>
            <source>The Twilio account is not active or has run out of funds.</source>
            <translation>บัญชี Twilio ไม่ได้ใช้งานอยู่หรือเงินหมด</translation>
        </message>
        <message>
            <source>The Twilio account is not active.</source>
            <translation>บัญชี Twilio ไม่ได้ใช้งานอยู่</translation>
        </message>
        <message>
            <source>The Twilio account is not valid or not active.</source>
            <translation>บัญชี Twilio ไม่ถูกต้องหรือไม่ได้ใช้งานอยู่</translation>
        </message>
        <message>
            <source>The Twilio account is suspended.</source>
            <translation>บัญชี Twilio ถูกระงับ</translation>
        </message>
        <message>
            <source>The Twilio account may not do this at present.</source>
            <translation>ขณะนี้บัญชี Twilio ทำสิ่งนี้ไม่ได้</translation>
        </message>
        <message>
            <source>The account SID begins with AC; the key's, with SK, has a field of its own.</source>
            <translation>SID ของบัญชีขึ้นต้นด้วย AC ส่วนของคีย์ขึ้นต้นด้วย SK มีช่องของตัวเอง</translation>
        </message>
        <message>
            <source>The account does not have it any more.</source>
            <translation>บัญชีไม่มีหมายเลขนี้แล้ว</translation>
        </message>
        <message>
            <source>The account has as many calls as it may have at once.</source>
            <translation>บัญชีมีจำนวนสายพร้อมกันเต็มที่แล้ว</translation>
        </message>
        <message>
            <source>The account has as many conferences as it may have at once.</source>
            <translation>บัญชีมีจำนวนการประชุมสายพร้อมกันเต็มที่แล้ว</translation>
        </message>
        <message>
            <source>The account has no number that can carry a call</source>
            <translation>บัญชีไม่มีหมายเลขที่ใช้โทรได้</translation>
        </message>
        <message>
            <source>The account has no numbers yet.</source>
            <translation>บัญชียังไม่มีหมายเลข</translation>
        </message>
        <message>
            <source>The account has no toll-free number</source>
            <translation>บัญชีไม่มีหมายเลขโทรฟรี</translation>
        </message>
        <message>
            <source>The account's first number that may be shown</source>
            <translation>หมายเลขแรกของบัญชีที่แสดงได้</translation>
        </message>
        <message>
            <source>The account's first toll-free number that may be shown</source>
            <translation>หมายเลขโทรฟรีแรกของบัญชีที่แสดงได้</translation>
        </message>
        <message>
            <source>The agent (Customized)</source>
            <translation>เจ้าหน้าที่ (กำหนดเอง)</translation>
        </message>
        <message>
            <source>The agent may leave the choice to the rules.</source>
            <translation>เจ้าหน้าที่ให้กฎเลือกแทนได้</translation>
        </message>
        <message>
            <source>The answer was larger than any of Twilio's, so it was not read.</source>
            <translation>คำตอบใหญ่กว่าที่ Twilio เคยส่ง จึงไม่ได้อ่าน</translation>
        </message>
        <message>
            <source>The call in progress keeps its number.</source>
            <translation>สายที่กำลังคุยยังใช้หมายเลขเดิม</translation>
        </message>
        <message>
            <source>The call is not written down yet. {problem}</source>
            <translation>ยังไม่ได้บันทึกสายนี้ {problem}</translation>
        </message>
        <message>
            <source>The call is over already.</source>
            <translation>สายสิ้นสุดแล้ว</translation>
        </message>
        <message>
            <source>The call is over.</source>
            <translation>สายสิ้นสุดแล้ว</translation>
        </message>
        <message>
            <source>The call itself goes on. It is written down as soon as that works.</source>
            <translation>สายยังดำเนินต่อ และจะบันทึกทันทีที่ทำได้</translation>
        </message>
        <message>
            <source>The call was blocked by the rules of that region.</source>
            <translation>สายถูกบล็อกตามกฎของภูมิภาคนั้น</translation>
        </message>
        <message>
            <source>The call's application could not be used by Twilio.</source>
            <translation>Twilio ใช้แอปพลิเคชันของสายนี้ไม่ได้</translation>
        </message>
        <message>
            <source>The call's instructions are too long.</source>
            <translation>คำสั่งของสายนี้ยาวเกินไป</translation>
        </message>
        <message>
            <source>The call's instructions could not be used by Twilio.</source>
            <translation>Twilio ใช้คำสั่งของสายนี้ไม่ได้</translation>
        </message>
        <message>
            <source>The card that begins here has no end.</source>
            <translation>นามบัตรที่เริ่มตรงนี้ไม่มีส่วนท้าย</translation>
        </message>
        <message>
            <source>The certificate of {server} is not trusted.</source>
            <translation>ใบรับรองของ {server} ไม่น่าเชื่อถือ</translation>
        </message>
        <message>
            <source>The certificate that came is not one that this computer trusts, so nothing was sent.</source>
            <translation>คอมพิวเตอร์นี้ไม่เชื่อถือใบรับรองที่ได้รับ จึงไม่ได้ส่งสิ่งใด</translation>
        </message>
        <message>
            <source>The company's settings file has a mistake and was never read without one: what is right in it counts. {problem}</source>
            <translation>ไฟล์การตั้งค่าของบริษัทมีข้อผิดพลาดและไม่เคยอ่านได้โดยไม่มีข้อผิดพลาด: ส่วนที่ถูกต้องมีผล {problem}</translation>
        </message>
        <message>
            <source>The company's settings file has a mistake, so its last good copy counts. {problem}</source>
            <translation>ไฟล์การตั้งค่าของบริษัทมีข้อผิดพลาด จึงใช้สำเนาล่าสุดที่ถูกต้อง {problem}</translation>
        </message>
        <message>
            <source>The company's settings file {file} is gone, so its last good copy counts.</source>
            <translation>ไฟล์การตั้งค่าของบริษัท {file} หายไป จึงใช้สำเนาล่าสุดที่ถูกต้อง</translation>
        </message>
        <message>
            <source>The conference is full.</source>
            <translation>การประชุมสายเต็มแล้ว</translation>
        </message>
        <message>
            <source>The connection was lost during the call, and its sound with it.</source>
            <translation>การเชื่อมต่อขาดหายระหว่างสาย เสียงจึงขาดไปด้วย</translation>
        </message>
        <message>
            <source>The customer is on hold.</source>
            <translation>ลูกค้าถูกพักสายอยู่</translation>
        </message>
        <message>
            <source>The customer is on hold: take them off hold.</source>
            <translation>ลูกค้าถูกพักสายอยู่: โปรดยกเลิกการพักสาย</translation>
        </message>
        <message>
            <source>The customer is still with you.</source>
            <translation>ลูกค้ายังอยู่ในสายกับคุณ</translation>
        </message>
        <message>
            <source>The customer's carrier blocked the call because of the caller ID's reputation.</source>
            <translation>ผู้ให้บริการเครือข่ายของลูกค้าบล็อกสายนี้ เนื่องจากความน่าเชื่อถือของหมายเลขผู้โทร</translation>
        </message>
        <message>
            <source>The line's access token has expired.</source>
            <translation>โทเค็นการเข้าถึงของคู่สายหมดอายุแล้ว</translation>
        </message>
        <message>
            <source>The link has no number in it.</source>
            <translation>ไม่มีหมายเลขในลิงก์</translation>
        </message>
        <message>
            <source>The link is too long for a telephone number.</source>
            <translation>ลิงก์ยาวเกินกว่าจะเป็นหมายเลขโทรศัพท์</translation>
        </message>
        <message>
            <source>The log names it. On Debian and Ubuntu, packaging/prepare.sh system installs them all.</source>
            <translation>ดูชื่อได้ในบันทึก (log) บน Debian และ Ubuntu คำสั่ง packaging/prepare.sh system จะติดตั้งให้ทั้งหมด</translation>
        </message>
        <message>
            <source>The microphone is in use by another program, or does not answer.</source>
            <translation>โปรแกรมอื่นใช้ไมโครโฟนอยู่ หรือไมโครโฟนไม่ตอบสนอง</translation>
        </message>
        <message>
            <source>The number called and the number shown are the same.</source>
            <translation>หมายเลขที่โทรและหมายเลขที่แสดงเป็นหมายเลขเดียวกัน</translation>
        </message>
        <message>
            <source>The number called has no area code</source>
            <translation>หมายเลขที่โทรหาไม่มีรหัสพื้นที่</translation>
        </message>
        <message>
            <source>The number called has no country</source>
            <translation>หมายเลขที่โทรหาไม่มีประเทศ</translation>
        </message>
        <message>
            <source>The number to show; the only one where it is locked.</source>
            <translation>หมายเลขที่จะแสดง หากล็อกไว้จะใช้ได้เพียงหมายเลขนี้</translation>
        </message>
        <message>
            <source>The only number that could be shown is the one being called.</source>
            <translation>หมายเลขเดียวที่แสดงได้คือหมายเลขที่กำลังโทรหา</translation>
        </message>
        <message>
            <source>The program for links could not be changed: {problem}.</source>
            <translation>เปลี่ยนโปรแกรมสำหรับลิงก์ไม่ได้: {problem}</translation>
        </message>
        <message>
            <source>The proxy asks for a name and a password, or does not accept those it got.</source>
            <translation>พร็อกซีขอชื่อและรหัสผ่าน หรือไม่ยอมรับที่ได้รับ</translation>
        </message>
        <message>
            <source>The proxy does not answer.</source>
            <translation>พร็อกซีไม่ตอบ</translation>
        </message>
        <message>
            <source>The proxy does not let this computer connect to Twilio.</source>
            <translation>พร็อกซีไม่อนุญาตให้คอมพิวเตอร์นี้เชื่อมต่อกับ Twilio</translation>
        </message>
        <message>
            <source>The proxy in HTTPS_PROXY or ALL_PROXY cannot be used.</source>
            <translation>ใช้พร็อกซีใน HTTPS_PROXY หรือ ALL_PROXY ไม่ได้</translation>
        </message>
        <message>
            <source>The proxy wants a Windows sign-in ({scheme}), which this program does not speak.</source>
            <translation>พร็อกซีต้องการการลงชื่อเข้าใช้แบบ Windows ({scheme}) ซึ่งโปรแกรมนี้ไม่รองรับ</translation>
        </message>
        <message>
            <source>The report could not be written to {path}: {error}.</source>
            <translation>เขียนรายงานไปที่ {path} ไม่ได้: {error}</translation>
        </message>
        <message>
            <source>The rules (Automated)</source>
            <translation>กฎ (อัตโนมัติ)</translation>
        </message>
        <message>
            <source>The settings file gives {agent} {number} alone.</source>
            <translation>ไฟล์การตั้งค่าให้ {agent} ใช้เฉพาะ {number}</translation>
        </message>
        <message>
            <source>The settings file sets Automated for {agent}: the rules choose.</source>
            <translation>ไฟล์การตั้งค่ากำหนดให้ {agent} เป็นแบบอัตโนมัติ: กฎเป็นผู้เลือก</translation>
        </message>
        <message>
            <source>The sound arrives unevenly.</source>
            <translation>เสียงมาถึงไม่สม่ำเสมอ</translation>
        </message>
        <message>
            <source>The sound cannot get through the network.</source>
            <translation>เสียงผ่านเครือข่ายไม่ได้</translation>
        </message>
        <message>
            <source>The sound is not clear.</source>
            <translation>เสียงไม่ชัด</translation>
        </message>
        <message>
            <source>The sound takes long to arrive.</source>
            <translation>เสียงมาถึงช้า</translation>
        </message>
        <message>
            <source>The system does not let this app use the microphone.</source>
            <translation>ระบบไม่อนุญาตให้แอปนี้ใช้ไมโครโฟน</translation>
        </message>
        <message>
            <source>The system's keyring could not be opened.</source>
            <translation>เปิดพวงกุญแจของระบบไม่ได้</translation>
        </message>
        <message>
            <source>The text is too long.</source>
            <translation>ข้อความยาวเกินไป</translation>
        </message>
        <message>
            <source>The time that {by} set is over: the company's settings decide again.</source>
            <translation>เวลาที่ {by} กำหนดสิ้นสุดแล้ว: ใช้การตั้งค่าของบริษัทอีกครั้ง</translation>
        </message>
        <message>
            <source>The time that {by} set is over: your caller ID is {caller_id} again.</source>
            <translation>เวลาที่ {by} กำหนดสิ้นสุดแล้ว: หมายเลขผู้โทรของคุณกลับเป็น {caller_id}</translation>
        </message>
        <message>
            <source>The token URL does not start with https://.</source>
            <translation>URL โทเค็นไม่ได้ขึ้นต้นด้วย https://</translation>
        </message>
        <message>
            <source>The token URL gives tokens that live too long.</source>
            <translation>URL โทเค็นให้โทเค็นที่มีอายุนานเกินไป</translation>
        </message>
        <message>
            <source>There are several numbers: {numbers} and {count} more.</source>
            <translation>มีหลายหมายเลข: {numbers} และอีก {count} หมายเลข</translation>
        </message>
        <message>
            <source>There are several numbers: {numbers}.</source>
            <translation>มีหลายหมายเลข: {numbers}</translation>
        </message>
        <message>
            <source>There is no microphone.</source>
            <translation>ไม่มีไมโครโฟน</translation>
        </message>
        <message>
            <source>There is no number to show for this call.</source>
            <translation>ไม่มีหมายเลขที่จะแสดงสำหรับสายนี้</translation>
        </message>
        <message>
            <source>There is no telephone number.</source>
            <translation>ไม่มีหมายเลขโทรศัพท์</translation>
        </message>
        <message>
            <source>There is {lacking}.</source>
            <translation>{lacking}</translation>
        </message>
        <message>
            <source>This account may not call that country or kind of number.</source>
            <translation>บัญชีนี้ไม่มีสิทธิ์โทรไปยังประเทศหรือประเภทหมายเลขนั้น</translation>
        </message>
        <message>
            <source>This line cannot be read.</source>
            <translation>อ่านบรรทัดนี้ไม่ได้</translation>
        </message>
        <message>
            <source>This machine has no keyring that can be used, so the key is kept for this session only. Install one (GNOME Keyring, KWallet) to stay signed in.</source>
            <translation>เครื่องนี้ไม่มีพวงกุญแจที่ใช้ได้ จึงเก็บคีย์ไว้เฉพาะเซสชันนี้ โปรดติดตั้งพวงกุญแจ (GNOME Keyring, KWallet) เพื่อคงการลงชื่อเข้าใช้</translation>
        </message>
        <message>
            <source>This softphone was built without Twilio's Voice SDK, so it has no audio.</source>
            <translation>ซอฟต์โฟนนี้สร้างโดยไม่มี Voice SDK ของ Twilio จึงไม่มีเสียง</translation>
        </message>
        <message>
            <source>This works once the customer has answered.</source>
            <translation>ใช้ได้เมื่อลูกค้ารับสายแล้ว</translation>
        </message>
        <message>
            <source>This works once the other person has answered.</source>
            <translation>ใช้ได้เมื่ออีกคนรับสายแล้ว</translation>
        </message>
        <message>
            <source>This works once you have answered.</source>
            <translation>ใช้ได้เมื่อคุณรับสายแล้ว</translation>
        </message>
        <message>
            <source>Timor-Leste</source>
            <translation>ติมอร์-เลสเต</translation>
        </message>
        <message>
            <source>Tocantins</source>
            <translation>โตกันตินส์</translation>
        </message>
        <message>
            <source>Togo</source>
            <translation>โตโก</translation>
        </message>
        <message>
            <source>Tokelau</source>
            <translation>โตเกเลา</translation>
        </message>
        <message>
            <source>Token URL</source>
            <translation>URL โทเค็น</translation>
        </message>
        <message>
            <source>Toll-free</source>
            <translation>โทรฟรี</translation>
        </message>
        <message>
            <source>Toll-free, {country}</source>
            <translation>โทรฟรี, {country}</translation>
        </message>
        <message>
            <source>Tonga</source>
            <translation>ตองกา</translation>
        </message>
        <message>
            <source>Trinidad &amp; Tobago</source>
            <translation>ตรินิแดดและโตเบโก</translation>
        </message>
        <message>
            <source>Tristan da Cunha</source>
            <translation>ทริสตันดาคูนา</translation>
        </message>
        <message>
            <source>Try again.</source>
            <translation>โปรดลองอีกครั้ง</translation>
        </message>
        <message>
            <source>Try again. If it goes on, tell the person who manages your Twilio account.</source>
            <translation>ลองอีกครั้ง หากยังเป็นอยู่ ให้แจ้งผู้ดูแลบัญชี Twilio ของคุณ</translation>
        </message>
        <message>
            <source>Tunisia</source>
            <translation>ตูนิเซีย</translation>
        </message>
        <message>
            <source>Turkmenistan</source>
            <translation>เติร์กเมนิสถาน</translation>
        </message>
        <message>
            <source>Turks &amp; Caicos Islands</source>
            <translation>หมู่เกาะเติกส์และหมู่เกาะเคคอส</translation>
        </message>
        <message>
            <source>Turn it off if your headset does that already.</source>
            <translation>โปรดปิดหากชุดหูฟังของคุณทำอยู่แล้ว</translation>
        </message>
        <message>
            <source>Tuvalu</source>
            <translation>ตูวาลู</translation>
        </message>
        <message>
            <source>Twilio Console, Account info.</source>
            <translation>Twilio Console, Account info</translation>
        </message>
        <message>
            <source>Twilio blocks calls to that number.</source>
            <translation>Twilio บล็อกสายไปยังหมายเลขนั้น</translation>
        </message>
        <message>
            <source>Twilio cannot be reached.</source>
            <translation>ติดต่อ Twilio ไม่ได้</translation>
        </message>
        <message>
            <source>Twilio did not accept the API key in its region {region}.</source>
            <translation>Twilio ไม่ยอมรับคีย์ API ในภูมิภาค {region}</translation>
        </message>
        <message>
            <source>Twilio did not accept the API key.</source>
            <translation>Twilio ไม่ยอมรับคีย์ API</translation>
        </message>
        <message>
            <source>Twilio did not accept the line's access token.</source>
            <translation>Twilio ไม่ยอมรับโทเค็นการเข้าถึงของคู่สาย</translation>
        </message>
        <message>
            <source>Twilio did not say which version of the worker this is.</source>
            <translation>Twilio ไม่ได้ระบุว่า Worker นี้เป็นรุ่นใด</translation>
        </message>
        <message>
            <source>Twilio does not accept that caller ID for this call.</source>
            <translation>Twilio ไม่ยอมรับหมายเลขที่แสดงนั้นสำหรับสายนี้</translation>
        </message>
        <message>
            <source>Twilio does not accept that caller ID.</source>
            <translation>Twilio ไม่ยอมรับหมายเลขผู้โทรนั้น</translation>
        </message>
        <message>
            <source>Twilio does not know this account.</source>
            <translation>Twilio ไม่รู้จักบัญชีนี้</translation>
        </message>
        <message>
            <source>Twilio does not know this call any more, so nobody can tell how it ended.</source>
            <translation>Twilio ไม่รู้จักสายนี้แล้ว จึงไม่มีใครทราบว่าจบอย่างไร</translation>
        </message>
        <message>
            <source>Twilio does not know what was asked for.</source>
            <translation>Twilio ไม่รู้จักสิ่งที่ร้องขอ</translation>
        </message>
        <message>
            <source>Twilio does not let this account show that caller ID.</source>
            <translation>Twilio ไม่อนุญาตให้บัญชีนี้แสดงหมายเลขผู้โทรนั้น</translation>
        </message>
        <message>
            <source>Twilio does not let this call show that caller ID.</source>
            <translation>Twilio ไม่อนุญาตให้สายนี้แสดงหมายเลขผู้โทรนั้น</translation>
        </message>
        <message>
            <source>Twilio does not offer what was asked for.</source>
            <translation>Twilio ไม่มีสิ่งที่ขอ</translation>
        </message>
        <message>
            <source>Twilio does not take that as a number to call.</source>
            <translation>Twilio ไม่ยอมรับว่าเป็นหมายเลขที่โทรได้</translation>
        </message>
        <message>
            <source>Twilio had an error of its own.</source>
            <translation>เกิดข้อผิดพลาดใน Twilio เอง</translation>
        </message>
        <message>
            <source>Twilio has not put {who} in charge of the call.</source>
            <translation>Twilio ยังไม่ได้มอบสายให้ {who}</translation>
        </message>
        <message>
            <source>Twilio is not available at the moment.</source>
            <translation>Twilio ไม่พร้อมใช้งานในขณะนี้</translation>
        </message>
        <message>
            <source>Twilio is taking too many requests of this account.</source>
            <translation>บัญชีนี้ส่งคำขอไปยัง Twilio มากเกินไป</translation>
        </message>
        <message>
            <source>Twilio refused it as a caller ID: it is not valid.</source>
            <translation>Twilio ปฏิเสธไม่ให้ใช้เป็นหมายเลขผู้โทร: หมายเลขไม่ถูกต้อง</translation>
        </message>
        <message>
            <source>Twilio refused it as a caller ID: it is on a do-not-originate list.</source>
            <translation>Twilio ปฏิเสธไม่ให้ใช้เป็นหมายเลขผู้โทร: อยู่ในรายการห้ามใช้โทรออก (do-not-originate)</translation>
        </message>
        <message>
            <source>Twilio refused it as a caller ID: this account may not show it.</source>
            <translation>Twilio ปฏิเสธไม่ให้ใช้เป็นหมายเลขผู้โทร: บัญชีนี้ไม่มีสิทธิ์แสดง</translation>
        </message>
        <message>
            <source>Twilio refused, without saying why (HTTP {status}).</source>
            <translation>Twilio ปฏิเสธโดยไม่บอกเหตุผล (HTTP {status})</translation>
        </message>
        <message>
            <source>Twilio refused: {message} (code {code}).</source>
            <translation>Twilio ปฏิเสธ: {message} (รหัส {code})</translation>
        </message>
        <message>
            <source>Twilio reported an error on your line (code {code}).</source>
            <translation>Twilio รายงานข้อผิดพลาดบนคู่สายของคุณ (รหัส {code})</translation>
        </message>
        <message>
            <source>Twilio shows it once, when the key is made; without it, make a new key.</source>
            <translation>Twilio แสดงเพียงครั้งเดียวเมื่อสร้างคีย์ หากไม่มี โปรดสร้างคีย์ใหม่</translation>
        </message>
        <message>
            <source>Twilio's address could not be looked up (DNS).</source>
            <translation>ค้นหาที่อยู่ของ Twilio ไม่ได้ (DNS)</translation>
        </message>
        <message>
            <source>Twilio's answer did not arrive or could not be read.</source>
            <translation>ไม่ได้รับคำตอบจาก Twilio หรืออ่านคำตอบไม่ได้</translation>
        </message>
        <message>
            <source>Twilio's answer did not arrive, so a phone may be ringing.</source>
            <translation>ไม่ได้รับคำตอบจาก Twilio อาจมีโทรศัพท์กำลังดังอยู่</translation>
        </message>
        <message>
            <source>Twilio's answer was lost, and it lists no such call to your phone.</source>
            <translation>คำตอบของ Twilio สูญหาย และไม่มีสายถึงโทรศัพท์ของคุณในรายการ</translation>
        </message>
        <message>
            <source>Twilio's answer was lost, and it lists no such call to {number}.</source>
            <translation>คำตอบของ Twilio สูญหาย และไม่มีสายถึง {number} ในรายการ</translation>
        </message>
        <message>
            <source>Twilio's page about this code says more.</source>
            <translation>ดูรายละเอียดเพิ่มเติมได้ที่หน้าของ Twilio เกี่ยวกับรหัสนี้</translation>
        </message>
        <message>
            <source>Twilio's queue of calls is full.</source>
            <translation>คิวสายของ Twilio เต็ม</translation>
        </message>
        <message>
            <source>Twilio's region</source>
            <translation>ภูมิภาคของ Twilio</translation>
        </message>
        <message>
            <source>Twilio's voice service cannot be reached.</source>
            <translation>ติดต่อบริการเสียงของ Twilio ไม่ได้</translation>
        </message>
        <message>
            <source>Two letters, such as US. Numbers typed without + are read as numbers of this country.</source>
            <translation>ตัวอักษรสองตัว เช่น US หมายเลขที่พิมพ์โดยไม่มี + จะอ่านเป็นหมายเลขของประเทศนี้</translation>
        </message>
        <message>
            <source>Type a colleague's name, a phone number with its country code, or a SIP address.</source>
            <translation>โปรดพิมพ์ชื่อเพื่อนร่วมงาน หมายเลขโทรศัพท์พร้อมรหัสประเทศ หรือที่อยู่ SIP</translation>
        </message>
        <message>
            <source>Type it as on a phone, or with + and the country code.</source>
            <translation>โปรดพิมพ์เหมือนกดโทรศัพท์ หรือใส่ + และรหัสประเทศ</translation>
        </message>
        <message>
            <source>Type or paste a number.</source>
            <translation>โปรดพิมพ์หรือวางหมายเลข</translation>
        </message>
        <message>
            <source>Type or paste one.</source>
            <translation>โปรดพิมพ์หรือวางหมายเลข</translation>
        </message>
        <message>
            <source>Type the area code, too.</source>
            <translation>โปรดพิมพ์รหัสพื้นที่ด้วย</translation>
        </message>
        <message>
            <source>Type the country code and the number, 5 to 15 digits in all.</source>
            <translation>โปรดพิมพ์รหัสประเทศและหมายเลข รวม 5 ถึง 15 หลัก</translation>
        </message>
        <message>
            <source>Type the number again.</source>
            <translation>โปรดพิมพ์หมายเลขอีกครั้ง</translation>
        </message>
        <message>
            <source>Type the telephone number alone.</source>
            <translation>โปรดพิมพ์เฉพาะหมายเลขโทรศัพท์</translation>
        </message>
        <message>
            <source>Türkiye</source>
            <translation>ตุรกี</translation>
        </message>
        <message>
            <source>U.S. Virgin Islands</source>
            <translation>หมู่เกาะเวอร์จินของสหรัฐอเมริกา</translation>
        </message>
        <message>
            <source>Uganda</source>
            <translation>ยูกันดา</translation>
        </message>
        <message>
            <source>Ukraine</source>
            <translation>ยูเครน</translation>
        </message>
        <message>
            <source>United Arab Emirates</source>
            <translation>สหรัฐอาหรับเอมิเรตส์</translation>
        </message>
        <message>
            <source>United Kingdom</source>
            <translation>สหราชอาณาจักร</translation>
        </message>
        <message>
            <source>United States</source>
            <translation>สหรัฐอเมริกา</translation>
        </message>
        <message>
            <source>United States (US1)</source>
            <translation>สหรัฐอเมริกา (US1)</translation>
        </message>
        <message>
            <source>Unlock it, then try again; or sign in for this session.</source>
            <translation>โปรดปลดล็อกแล้วลองอีกครั้ง หรือลงชื่อเข้าใช้เฉพาะเซสชันนี้</translation>
        </message>
        <message>
            <source>Upgrade the Twilio account, or call a number that is verified in it.</source>
            <translation>โปรดอัปเกรดบัญชี Twilio หรือโทรหาหมายเลขที่ยืนยันไว้ในบัญชี</translation>
        </message>
        <message>
            <source>Upgrade the Twilio account.</source>
            <translation>โปรดอัปเกรดบัญชี Twilio</translation>
        </message>
        <message>
            <source>Uruguay</source>
            <translation>อุรุกวัย</translation>
        </message>
        <message>
            <source>Use a cable instead of Wi-Fi, or go nearer to the router, and stop large downloads.</source>
            <translation>โปรดใช้สายแทน Wi-Fi หรือเข้าใกล้เราเตอร์ และหยุดการดาวน์โหลดขนาดใหญ่</translation>
        </message>
        <message>
            <source>Use a telephone or mobile phone, now.</source>
            <translation>โปรดใช้โทรศัพท์บ้านหรือมือถือทันที</translation>
        </message>
        <message>
            <source>Use a telephone or mobile phone.</source>
            <translation>โปรดใช้โทรศัพท์บ้านหรือโทรศัพท์มือถือ</translation>
        </message>
        <message>
            <source>Use digits, * and #; a comma is a short pause.</source>
            <translation>โปรดใช้ตัวเลข, * และ # เครื่องหมายจุลภาคคือการหยุดสั้นๆ</translation>
        </message>
        <message>
            <source>Use the address that “softphone sandbox” printed: http://127.0.0.1 and a port.</source>
            <translation>โปรดใช้ที่อยู่ที่ “softphone sandbox” แสดงไว้: http://127.0.0.1 และพอร์ต</translation>
        </message>
        <message>
            <source>Used from the next start.</source>
            <translation>มีผลเมื่อเปิดโปรแกรมครั้งถัดไป</translation>
        </message>
        <message>
            <source>Utah</source>
            <translation>ยูทาห์</translation>
        </message>
        <message>
            <source>Uzbekistan</source>
            <translation>อุซเบกิสถาน</translation>
        </message>
        <message>
            <source>Vanuatu</source>
            <translation>วานูอาตู</translation>
        </message>
        <message>
            <source>Vatican City</source>
            <translation>นครวาติกัน</translation>
        </message>
        <message>
            <source>Venezuela</source>
            <translation>เวเนซุเอลา</translation>
        </message>
        <message>
            <source>Verified numbers are not shown here.</source>
            <translation>ที่นี่ไม่แสดงหมายเลขที่ยืนยันแล้ว</translation>
        </message>
        <message>
            <source>Vermont</source>
            <translation>เวอร์มอนต์</translation>
        </message>
        <message>
            <source>Vietnam</source>
            <translation>เวียดนาม</translation>
        </message>
        <message>
            <source>Virginia</source>
            <translation>เวอร์จิเนีย</translation>
        </message>
        <message>
            <source>Volume</source>
            <translation>ระดับเสียง</translation>
        </message>
        <message>
            <source>Wait a little, then call again.</source>
            <translation>โปรดรอสักครู่ แล้วโทรอีกครั้ง</translation>
        </message>
        <message>
            <source>Wait a moment and try again, or end it and start it anew.</source>
            <translation>โปรดรอสักครู่แล้วลองอีกครั้ง หรือปิดแล้วเริ่มใหม่</translation>
        </message>
        <message>
            <source>Wait for it to answer.</source>
            <translation>โปรดรอให้ปลายทางรับสาย</translation>
        </message>
        <message>
            <source>Wallis &amp; Futuna</source>
            <translation>วาลลิสและฟุตูนา</translation>
        </message>
        <message>
            <source>Washington</source>
            <translation>วอชิงตัน</translation>
        </message>
        <message>
            <source>West Virginia</source>
            <translation>เวสต์เวอร์จิเนีย</translation>
        </message>
        <message>
            <source>Western Sahara</source>
            <translation>ซาฮาราตะวันตก</translation>
        </message>
        <message>
            <source>What Twilio keeps about {name} cannot be read.</source>
            <translation>อ่านข้อมูลที่ Twilio เก็บไว้เกี่ยวกับ {name} ไม่ได้</translation>
        </message>
        <message>
            <source>What {server} answered is not an access token.</source>
            <translation>สิ่งที่ {server} ตอบมาไม่ใช่โทเค็นการเข้าถึง</translation>
        </message>
        <message>
            <source>Where other incoming calls ring; it need not be your headset.</source>
            <translation>อุปกรณ์ที่สายเรียกเข้าอื่นดัง ไม่จำเป็นต้องเป็นชุดหูฟังของคุณ</translation>
        </message>
        <message>
            <source>Where several numbers fit equally, the one of the last conversation with this person is shown.</source>
            <translation>เมื่อมีหลายหมายเลขที่เหมาะเท่ากัน จะแสดงหมายเลขของการสนทนาครั้งล่าสุดกับบุคคลนี้</translation>
        </message>
        <message>
            <source>Where the account is processed; the API key must have been made in that region.</source>
            <translation>ที่ที่ประมวลผลบัญชี คีย์ API ต้องสร้างในภูมิภาคนั้น</translation>
        </message>
        <message>
            <source>Where the app gets access tokens for audio, if agents have no standard API key. https only.</source>
            <translation>ที่ที่แอปขอโทเค็นการเข้าถึงสำหรับเสียง หากเจ้าหน้าที่ไม่มีคีย์ API มาตรฐาน ใช้ได้เฉพาะ https</translation>
        </message>
        <message>
            <source>Where you hear the customer.</source>
            <translation>อุปกรณ์ที่คุณได้ยินเสียงลูกค้า</translation>
        </message>
        <message>
            <source>Which numbers the rules may take when none of the agent's ring groups fits.</source>
            <translation>หมายเลขที่กฎใช้ได้เมื่อไม่มีกลุ่มรับสายใดของเจ้าหน้าที่ที่เหมาะสม</translation>
        </message>
        <message>
            <source>Who chooses the caller ID</source>
            <translation>ผู้เลือกหมายเลขผู้โทร</translation>
        </message>
        <message>
            <source>Window</source>
            <translation>หน้าต่าง</translation>
        </message>
        <message>
            <source>Wisconsin</source>
            <translation>วิสคอนซิน</translation>
        </message>
        <message>
            <source>With the timer and Hang up, over other windows, while this one is hidden or minimised.</source>
            <translation>มีตัวจับเวลาและปุ่มวางสาย อยู่เหนือหน้าต่างอื่นขณะที่หน้าต่างนี้ซ่อนหรือย่ออยู่</translation>
        </message>
        <message>
            <source>Without the {digits} in front.</source>
            <translation>ไม่รวม {digits} ที่นำหน้า</translation>
        </message>
        <message>
            <source>Workspace SID</source>
            <translation>SID ของเวิร์กสเปซ</translation>
        </message>
        <message>
            <source>Wyoming</source>
            <translation>ไวโอมิง</translation>
        </message>
        <message>
            <source>Yemen</source>
            <translation>เยเมน</translation>
        </message>
        <message>
            <source>Yes</source>
            <translation>ใช่</translation>
        </message>
        <message>
            <source>You</source>
            <translation>คุณ</translation>
        </message>
        <message>
            <source>You answered</source>
            <translation>คุณรับสายแล้ว</translation>
        </message>
        <message>
            <source>You are in no ring group, and only your own groups' numbers may be shown.</source>
            <translation>คุณไม่ได้อยู่ในกลุ่มรับสายใด และแสดงได้เฉพาะหมายเลขของกลุ่มคุณเอง</translation>
        </message>
        <message>
            <source>You are still in the call. Try again, or stay.</source>
            <translation>คุณยังอยู่ในสาย ลองอีกครั้งหรืออยู่ต่อ</translation>
        </message>
        <message>
            <source>You called {number} {seconds} s ago.</source>
            <translation>คุณโทรหา {number} เมื่อ {seconds} วินาทีก่อน</translation>
        </message>
        <message>
            <source>You can call with this line, but it is not at its best.</source>
            <translation>คุณใช้คู่สายนี้โทรได้ แต่คุณภาพยังไม่ดีที่สุด</translation>
        </message>
        <message>
            <source>You hung up</source>
            <translation>คุณวางสายแล้ว</translation>
        </message>
        <message>
            <source>Your caller ID has just been changed.</source>
            <translation>หมายเลขผู้โทรของคุณเพิ่งถูกเปลี่ยน</translation>
        </message>
        <message>
            <source>Your caller ID is not set by anybody any more: the company's settings decide.</source>
            <translation>ไม่มีใครกำหนดหมายเลขผู้โทรของคุณแล้ว: ใช้การตั้งค่าของบริษัท</translation>
        </message>
        <message>
            <source>Your caller ID is now {caller_id} (you, {time}).</source>
            <translation>หมายเลขผู้โทรของคุณตอนนี้: {caller_id} (คุณ, {time})</translation>
        </message>
        <message>
            <source>Your caller ID is now {caller_id} ({by}, {time}).</source>
            <translation>หมายเลขผู้โทรของคุณตอนนี้: {caller_id} ({by}, {time})</translation>
        </message>
        <message>
            <source>Your caller ID is now {caller_id} ({by}, {time}: {why}).</source>
            <translation>หมายเลขผู้โทรของคุณตอนนี้: {caller_id} ({by}, {time}: {why})</translation>
        </message>
        <message>
            <source>Your caller ID is set by {name}.</source>
            <translation>หมายเลขผู้โทรของคุณกำหนดโดย {name}</translation>
        </message>
        <message>
            <source>Your line is fine.</source>
            <translation>คู่สายของคุณปกติดี</translation>
        </message>
        <message>
            <source>Your line is not connected to Twilio.</source>
            <translation>คู่สายของคุณไม่ได้เชื่อมต่อกับ Twilio</translation>
        </message>
        <message>
            <source>Your line is ready.</source>
            <translation>คู่สายของคุณพร้อมแล้ว</translation>
        </message>
        <message>
            <source>Your line is reconnecting…</source>
            <translation>คู่สายของคุณกำลังเชื่อมต่อใหม่…</translation>
        </message>
        <message>
            <source>Your line is starting…</source>
            <translation>คู่สายของคุณกำลังเริ่ม…</translation>
        </message>
        <message>
            <source>Your name</source>
            <translation>ชื่อของคุณ</translation>
        </message>
        <message>
            <source>Your name cannot be used for a line.</source>
            <translation>ใช้ชื่อของคุณสำหรับคู่สายไม่ได้</translation>
        </message>
        <message>
            <source>Your own phone sends the tones: press the keys on it.</source>
            <translation>โทรศัพท์ของคุณเองเป็นผู้ส่งเสียงกดปุ่ม: โปรดกดปุ่มบนเครื่องนั้น</translation>
        </message>
        <message>
            <source>Your phone could not be reached</source>
            <translation>ติดต่อโทรศัพท์ของคุณไม่ได้</translation>
        </message>
        <message>
            <source>Your phone hung up</source>
            <translation>โทรศัพท์ของคุณวางสายแล้ว</translation>
        </message>
        <message>
            <source>Your phone is busy</source>
            <translation>โทรศัพท์ของคุณไม่ว่าง</translation>
        </message>
        <message>
            <source>Your phone may be ringing</source>
            <translation>โทรศัพท์ของคุณอาจกำลังดัง</translation>
        </message>
        <message>
            <source>Your phone may be ringing; it is hung up once it is found</source>
            <translation>โทรศัพท์ของคุณอาจกำลังดัง ระบบจะวางสายเมื่อพบ</translation>
        </message>
        <message>
            <source>Your phone rings at</source>
            <translation>รับสายที่</translation>
        </message>
        <message>
            <source>Your phone stopped ringing</source>
            <translation>โทรศัพท์ของคุณหยุดดังแล้ว</translation>
        </message>
        <message>
            <source>Your phone was not answered</source>
            <translation>ไม่มีการรับสายที่โทรศัพท์ของคุณ</translation>
        </message>
        <message>
            <source>Your phone was not rung</source>
            <translation>ไม่ได้โทรเข้าโทรศัพท์ของคุณ</translation>
        </message>
        <message>
            <source>Your ring groups have no local number</source>
            <translation>กลุ่มรับสายของคุณไม่มีหมายเลขท้องถิ่น</translation>
        </message>
        <message>
            <source>Your ring groups have no number for this call, and others may not be shown.</source>
            <translation>กลุ่มรับสายของคุณไม่มีหมายเลขสำหรับสายนี้ และแสดงหมายเลขอื่นไม่ได้</translation>
        </message>
        <message>
            <source>Your ring groups have no toll-free number for {country}</source>
            <translation>กลุ่มรับสายของคุณไม่มีหมายเลขโทรฟรีสำหรับ {country}</translation>
        </message>
        <message>
            <source>Your toll-free number for {country}</source>
            <translation>หมายเลขโทรฟรีของคุณสำหรับ {country}</translation>
        </message>
        <message>
            <source>Yukon</source>
            <translation>ยูคอน</translation>
        </message>
        <message>
            <source>Zambia</source>
            <translation>แซมเบีย</translation>
        </message>
        <message>
            <source>Zimbabwe</source>
            <translation>ซิมบับเว</translation>
        </message>
        <message>
            <source>a SIP address ("sip:ana@acme.example"), a phone number ("+1…") or "client:" and a name</source>
            <translation>ที่อยู่ SIP ("sip:ana@acme.example") หมายเลขโทรศัพท์ ("+1…") หรือ "client:" ตามด้วยชื่อ</translation>
        </message>
        <message>
            <source>a country code of two letters, such as "US"</source>
            <translation>รหัสประเทศสองตัวอักษร เช่น "US"</translation>
        </message>
        <message>
            <source>a name of up to 64 letters, digits, blanks or . @ + - _</source>
            <translation>ชื่อยาวไม่เกิน 64 ตัว ประกอบด้วยตัวอักษร ตัวเลข ช่องว่าง หรือ . @ + - _</translation>
        </message>
        <message>
            <source>a number in E.164, such as "+14155550123"</source>
            <translation>หมายเลขในรูปแบบ E.164 เช่น "+14155550123"</translation>
        </message>
        <message>
            <source>a whole number from "0" to "100"</source>
            <translation>จำนวนเต็มตั้งแต่ "0" ถึง "100"</translation>
        </message>
        <message>
            <source>an address that starts with "https://", or nothing</source>
            <translation>ที่อยู่ที่ขึ้นต้นด้วย "https://" หรือเว้นว่าง</translation>
        </message>
        <message>
            <source>an identifier that starts with "{prefix}"</source>
            <translation>ตัวระบุที่ขึ้นต้นด้วย "{prefix}"</translation>
        </message>
        <message>
            <source>another number was chosen</source>
            <translation>หมายเลขอื่นถูกเลือก</translation>
        </message>
        <message>
            <source>busy</source>
            <translation>สายไม่ว่าง</translation>
        </message>
        <message>
            <source>call ended</source>
            <translation>สิ้นสุดสายแล้ว</translation>
        </message>
        <message>
            <source>calling {number}…</source>
            <translation>กำลังโทรหา {number}…</translation>
        </message>
        <message>
            <source>calling {who}…</source>
            <translation>กำลังโทรหา {who}…</translation>
        </message>
        <message>
            <source>cancelled</source>
            <translation>ยกเลิกแล้ว</translation>
        </message>
        <message>
            <source>cannot carry calls</source>
            <translation>ใช้โทรไม่ได้</translation>
        </message>
        <message>
            <source>connected</source>
            <translation>เชื่อมต่อแล้ว</translation>
        </message>
        <message>
            <source>failed</source>
            <translation>ล้มเหลว</translation>
        </message>
        <message>
            <source>fits as well, but comes later in the account</source>
            <translation>เหมาะสมเช่นกัน แต่อยู่ลำดับหลังในบัญชี</translation>
        </message>
        <message>
            <source>fits as well, but this person was last connected with the number chosen</source>
            <translation>เหมาะสมเช่นกัน แต่ครั้งล่าสุดคุยกับบุคคลนี้ด้วยหมายเลขที่เลือก</translation>
        </message>
        <message>
            <source>handed over</source>
            <translation>โอนสายแล้ว</translation>
        </message>
        <message>
            <source>hanging up {number}…</source>
            <translation>กำลังวางสาย {number}…</translation>
        </message>
        <message>
            <source>has another country code than the number called</source>
            <translation>มีรหัสประเทศต่างจากหมายเลขที่โทรหา</translation>
        </message>
        <message>
            <source>has area code {theirs}, not {wanted}</source>
            <translation>มีรหัสพื้นที่ {theirs} ไม่ใช่ {wanted}</translation>
        </message>
        <message>
            <source>hours such as "21:00-08:00", or nothing</source>
            <translation>ช่วงเวลา เช่น "21:00-08:00" หรือเว้นว่าง</translation>
        </message>
        <message>
            <source>in progress</source>
            <translation>กำลังดำเนินอยู่</translation>
        </message>
        <message>
            <source>is farther away: {place}</source>
            <translation>อยู่ไกลกว่า: {place}</translation>
        </message>
        <message>
            <source>is not in {state}</source>
            <translation>ไม่อยู่ใน {state}</translation>
        </message>
        <message>
            <source>is only verified, not owned; automatic choice leaves those out</source>
            <translation>เพียงยืนยันไว้ ไม่ได้เป็นเจ้าของ การเลือกอัตโนมัติจะข้ามหมายเลขแบบนี้</translation>
        </message>
        <message>
            <source>is set to receive fax</source>
            <translation>ตั้งไว้เพื่อรับแฟกซ์</translation>
        </message>
        <message>
            <source>is the number being called</source>
            <translation>เป็นหมายเลขที่กำลังโทรหา</translation>
        </message>
        <message>
            <source>is toll-free: local numbers come first</source>
            <translation>เป็นหมายเลขโทรฟรี: หมายเลขท้องถิ่นมาก่อน</translation>
        </message>
        <message>
            <source>is your dedicated line: it is not chosen automatically</source>
            <translation>เป็นหมายเลขเฉพาะของคุณ: ไม่ถูกเลือกโดยอัตโนมัติ</translation>
        </message>
        <message>
            <source>is {owner}'s dedicated line</source>
            <translation>เป็นหมายเลขเฉพาะของ {owner}</translation>
        </message>
        <message>
            <source>may have rung</source>
            <translation>อาจดังแล้ว</translation>
        </message>
        <message>
            <source>no answer</source>
            <translation>ไม่รับสาย</translation>
        </message>
        <message>
            <source>no ring group in common: it is in {its}, you are in {yours}</source>
            <translation>ไม่มีกลุ่มรับสายร่วมกัน: หมายเลขอยู่ใน {its}, คุณอยู่ใน {yours}</translation>
        </message>
        <message>
            <source>no ring group in common: it is in {its}, {agent} is in {theirs}</source>
            <translation>ไม่มีกลุ่มรับสายร่วมกัน: หมายเลขอยู่ใน {its}, {agent} อยู่ใน {theirs}</translation>
        </message>
        <message>
            <source>nobody knows whether {number} rang</source>
            <translation>ไม่มีใครทราบว่า {number} ดังหรือไม่</translation>
        </message>
        <message>
            <source>nobody knows whether {who} rang</source>
            <translation>ไม่มีใครทราบว่าโทรศัพท์ของ {who} ดังหรือไม่</translation>
        </message>
        <message>
            <source>none</source>
            <translation>(ไม่มี)</translation>
        </message>
        <message>
            <source>nothing</source>
            <translation>ไม่มี</translation>
        </message>
        <message>
            <source>tel:, callto: and sip: links now open here. Written: {entry} and {choices}.</source>
            <translation>ตอนนี้ลิงก์ tel:, callto: และ sip: จะเปิดที่นี่ เขียนแล้ว: {entry} และ {choices}</translation>
        </message>
        <message>
            <source>the name of a device, or nothing</source>
            <translation>ชื่ออุปกรณ์ หรือเว้นว่าง</translation>
        </message>
        <message>
            <source>true or false</source>
            <translation>true หรือ false</translation>
        </message>
        <message>
            <source>undo</source>
            <translation>เลิกทำ</translation>
        </message>
        <message>
            <source>waiting in Twilio's queue: about {seconds} s</source>
            <translation>รอในคิวของ Twilio: ประมาณ {seconds} วินาที</translation>
        </message>
        <message>
            <source>was refused by Twilio as a caller ID lately</source>
            <translation>เพิ่งถูก Twilio ปฏิเสธไม่ให้ใช้เป็นหมายเลขผู้โทร</translation>
        </message>
        <message>
            <source>your company</source>
            <translation>บริษัทของคุณ</translation>
        </message>
        <message>
            <source>your phone did not answer</source>
            <translation>โทรศัพท์ของคุณไม่ได้รับสาย</translation>
        </message>
        <message>
            <source>{by} changed it to {caller_id} since ({time}).</source>
            <translation>{by} เปลี่ยนเป็น {caller_id} หลังจากนั้น ({time})</translation>
        </message>
        <message>
            <source>{by} pinned your caller ID to {caller_id} until {until}.</source>
            <translation>{by} ปักหมุดหมายเลขผู้โทรของคุณเป็น {caller_id} จนถึง {until}</translation>
        </message>
        <message>
            <source>{by} pinned your caller ID to {caller_id}.</source>
            <translation>{by} ปักหมุดหมายเลขผู้โทรของคุณเป็น {caller_id}</translation>
        </message>
        <message>
            <source>{by} pinned your caller ID.</source>
            <translation>{by} ปักหมุดหมายเลขผู้โทรของคุณไว้</translation>
        </message>
        <message>
            <source>{by} pinned {caller_id} since ({time}).</source>
            <translation>{by} ปักหมุด {caller_id} หลังจากนั้น ({time})</translation>
        </message>
        <message>
            <source>{by} pinned {caller_id} until {until}.</source>
            <translation>{by} ปักหมุด {caller_id} จนถึง {until}</translation>
        </message>
        <message>
            <source>{by} pinned {caller_id}.</source>
            <translation>{by} ปักหมุด {caller_id}</translation>
        </message>
        <message>
            <source>{by} set your caller ID to {caller_id} at {time}; your own choice came later and counts.</source>
            <translation>{by} กำหนดหมายเลขผู้โทรของคุณเป็น {caller_id} เมื่อ {time} แต่ตัวเลือกของคุณมาทีหลังจึงมีผล</translation>
        </message>
        <message>
            <source>{company} has changed settings: {count}.</source>
            <translation>{company} เปลี่ยนการตั้งค่า {count} รายการ</translation>
        </message>
        <message>
            <source>{company} has changed your ring groups and settings: {count}.</source>
            <translation>{company} เปลี่ยนกลุ่มรับสายของคุณ และการตั้งค่า {count} รายการ</translation>
        </message>
        <message>
            <source>{company} has changed your ring groups.</source>
            <translation>{company} เปลี่ยนกลุ่มรับสายของคุณ</translation>
        </message>
        <message>
            <source>{company} has changed “{label}”. It is now: {value}</source>
            <translation>{company} เปลี่ยน “{label}” แล้ว ตอนนี้คือ: {value}</translation>
        </message>
        <message>
            <source>{count} added</source>
            <translation>เพิ่ม {count} หมายเลข</translation>
        </message>
        <message>
            <source>{count} changed</source>
            <translation>เปลี่ยน {count} หมายเลข</translation>
        </message>
        <message>
            <source>{count} released</source>
            <translation>คืน {count} หมายเลข</translation>
        </message>
        <message>
            <source>{digits} is a crisis line and is not called from here.</source>
            <translation>{digits} เป็นสายด่วนสุขภาพจิตและไม่โทรจากที่นี่</translation>
        </message>
        <message>
            <source>{digits} is a short code ({country}) and is not called from here.</source>
            <translation>{digits} เป็นหมายเลขสั้น ({country}) และไม่โทรจากที่นี่</translation>
        </message>
        <message>
            <source>{digits} is an emergency number and is not called from here.</source>
            <translation>{digits} เป็นหมายเลขฉุกเฉิน โทรจากที่นี่ไม่ได้</translation>
        </message>
        <message>
            <source>{digits} is no longer dialled in {country}.</source>
            <translation>ไม่ต้องกด {digits} ใน {country} อีกต่อไป</translation>
        </message>
        <message>
            <source>{digits} was put in front, as in calls inside {country}.</source>
            <translation>เติม {digits} ข้างหน้า เหมือนการโทรภายใน {country}</translation>
        </message>
        <message>
            <source>{file} can be changed by others than the administrator, so it locks nothing and only suggests. To mend it: {remedy}</source>
            <translation>ผู้อื่นที่ไม่ใช่ผู้ดูแลระบบแก้ไข {file} ได้ ไฟล์นี้จึงไม่ล็อกสิ่งใด เพียงแนะนำเท่านั้น วิธีแก้ไข: {remedy}</translation>
        </message>
        <message>
            <source>{file} can be changed by others than the administrator, so its last good copy counts. To mend it: {remedy}</source>
            <translation>ผู้อื่นที่ไม่ใช่ผู้ดูแลระบบแก้ไข {file} ได้ จึงใช้สำเนาล่าสุดที่ถูกต้อง วิธีแก้ไข: {remedy}</translation>
        </message>
        <message>
            <source>{file} cannot be read: {reason}.</source>
            <translation>อ่าน {file} ไม่ได้: {reason}</translation>
        </message>
        <message>
            <source>{file} cannot be written ({why}).</source>
            <translation>เขียน {file} ไม่ได้ ({why})</translation>
        </message>
        <message>
            <source>{file} has headers in line {line} and no contact below them.</source>
            <translation>{file} มีส่วนหัวที่บรรทัด {line} แต่ไม่มีผู้ติดต่ออยู่ด้านล่าง</translation>
        </message>
        <message>
            <source>{file} is a spreadsheet, not a CSV or vCard file.</source>
            <translation>{file} เป็นสเปรดชีต ไม่ใช่ไฟล์ CSV หรือ vCard</translation>
        </message>
        <message>
            <source>{file} is empty.</source>
            <translation>{file} ว่างเปล่า</translation>
        </message>
        <message>
            <source>{file} is larger than 256 MB.</source>
            <translation>{file} มีขนาดใหญ่กว่า 256 MB</translation>
        </message>
        <message>
            <source>{file} is neither a CSV nor a vCard file.</source>
            <translation>{file} ไม่ใช่ไฟล์ CSV หรือ vCard</translation>
        </message>
        <message>
            <source>{file}, line {line}: no column holds telephone numbers.</source>
            <translation>{file}, บรรทัด {line}: ไม่มีคอลัมน์ใดมีหมายเลขโทรศัพท์</translation>
        </message>
        <message>
            <source>{file}, line {line}: no column holds telephone numbers. It has: {found}.</source>
            <translation>{file}, บรรทัด {line}: ไม่มีคอลัมน์ใดมีหมายเลขโทรศัพท์ คอลัมน์ที่มี: {found}</translation>
        </message>
        <message>
            <source>{name} ({contact})</source>
            <translation>{name} ({contact})</translation>
        </message>
        <message>
            <source>{name} is set, but is not what “softphone sandbox” prints.</source>
            <translation>มีการตั้งค่า {name} แต่ไม่ใช่สิ่งที่ “softphone sandbox” แสดงไว้</translation>
        </message>
        <message>
            <source>{news} Show it to this customer, or {number}, which you saw?</source>
            <translation>{news} จะแสดงหมายเลขนี้แก่ลูกค้า หรือ {number} ที่คุณเห็น</translation>
        </message>
        <message>
            <source>{news} The customer sees {number}.</source>
            <translation>{news} ลูกค้าเห็น {number}</translation>
        </message>
        <message>
            <source>{number} can no longer be shown. {problem}</source>
            <translation>แสดง {number} ไม่ได้อีกต่อไป {problem}</translation>
        </message>
        <message>
            <source>{number} could not be reached</source>
            <translation>ติดต่อ {number} ไม่ได้</translation>
        </message>
        <message>
            <source>{number} did not answer</source>
            <translation>{number} ไม่รับสาย</translation>
        </message>
        <message>
            <source>{number} is being called already.</source>
            <translation>กำลังโทรหา {number} อยู่แล้ว</translation>
        </message>
        <message>
            <source>{number} is busy</source>
            <translation>{number} สายไม่ว่าง</translation>
        </message>
        <message>
            <source>{number} is called next</source>
            <translation>จะโทรหา {number} ถัดไป</translation>
        </message>
        <message>
            <source>{number} is called when you answer</source>
            <translation>จะโทรหา {number} เมื่อคุณรับสาย</translation>
        </message>
        <message>
            <source>{number} is not available. {problem}</source>
            <translation>{number} ใช้ไม่ได้ {problem}</translation>
        </message>
        <message>
            <source>{number} is on hold</source>
            <translation>พักสาย {number} อยู่</translation>
        </message>
        <message>
            <source>{number} is ringing…</source>
            <translation>{number} กำลังดัง…</translation>
        </message>
        <message>
            <source>{number} may be ringing</source>
            <translation>{number} อาจกำลังดัง</translation>
        </message>
        <message>
            <source>{number} may be ringing; it is hung up once it is found</source>
            <translation>{number} อาจกำลังดัง ระบบจะวางสายเมื่อพบ</translation>
        </message>
        <message>
            <source>{number} stopped ringing</source>
            <translation>{number} หยุดดังแล้ว</translation>
        </message>
        <message>
            <source>{number} was not called</source>
            <translation>ไม่ได้โทรหา {number}</translation>
        </message>
        <message>
            <source>{one} or {other}</source>
            <translation>{one} หรือ {other}</translation>
        </message>
        <message>
            <source>{one}, {other}</source>
            <translation>{one}, {other}</translation>
        </message>
        <message>
            <source>{path} could not be made: {error}.</source>
            <translation>สร้าง {path} ไม่ได้: {error}</translation>
        </message>
        <message>
            <source>{path} could not be read or written: {error}.</source>
            <translation>อ่านหรือเขียน {path} ไม่ได้: {error}</translation>
        </message>
        <message>
            <source>{path} could not be written: {error}.</source>
            <translation>เขียน {path} ไม่ได้: {error}</translation>
        </message>
        <message>
            <source>{path} was not a database any more. It was set aside as {aside}.</source>
            <translation>{path} ไม่ใช่ฐานข้อมูลอีกต่อไป จึงเก็บแยกไว้เป็น {aside}</translation>
        </message>
        <message>
            <source>{path}, which {name} names, cannot be read as certificates.</source>
            <translation>อ่าน {path} ที่ {name} ระบุเป็นใบรับรองไม่ได้</translation>
        </message>
        <message>
            <source>{prefix} was read as +.</source>
            <translation>อ่าน {prefix} เป็น +</translation>
        </message>
        <message>
            <source>{problem} The caller ID that was known last is shown.</source>
            <translation>{problem} จะแสดงหมายเลขที่ทราบล่าสุด</translation>
        </message>
        <message>
            <source>{server} did not answer when asked for a token.</source>
            <translation>{server} ไม่ตอบเมื่อขอโทเค็น</translation>
        </message>
        <message>
            <source>{server} gave no token (HTTP {status}).</source>
            <translation>{server} ไม่ได้ให้โทเค็น (HTTP {status})</translation>
        </message>
        <message>
            <source>{state}, {country}</source>
            <translation>{state}, {country}</translation>
        </message>
        <message>
            <source>{what} A phone may be ringing.</source>
            <translation>{what} อาจมีโทรศัพท์กำลังดังอยู่</translation>
        </message>
        <message>
            <source>{where}: {what}</source>
            <translation>{where}: {what}</translation>
        </message>
        <message>
            <source>{who} could not be reached</source>
            <translation>ติดต่อ {who} ไม่ได้</translation>
        </message>
        <message>
            <source>{who} did not answer</source>
            <translation>{who} ไม่รับสาย</translation>
        </message>
        <message>
            <source>{who} did not take the call.</source>
            <translation>{who} ไม่รับโอนสาย</translation>
        </message>
        <message>
            <source>{who} has left</source>
            <translation>{who} ออกจากสายแล้ว</translation>
        </message>
        <message>
            <source>{who} is busy</source>
            <translation>{who} สายไม่ว่าง</translation>
        </message>
        <message>
            <source>{who} is called next</source>
            <translation>จะโทรหา {who} เป็นรายถัดไป</translation>
        </message>
        <message>
            <source>{who} is in the call</source>
            <translation>{who} อยู่ในสาย</translation>
        </message>
        <message>
            <source>{who} is in the call already.</source>
            <translation>{who} อยู่ในสายแล้ว</translation>
        </message>
        <message>
            <source>{who} is not there any more.</source>
            <translation>{who} ไม่อยู่ในสายแล้ว</translation>
        </message>
        <message>
            <source>{who} is on hold</source>
            <translation>พักสาย {who} อยู่</translation>
        </message>
        <message>
            <source>{who} is ringing…</source>
            <translation>{who} กำลังดัง…</translation>
        </message>
        <message>
            <source>{who} may be ringing</source>
            <translation>{who} อาจกำลังดัง</translation>
        </message>
        <message>
            <source>{who} stopped ringing</source>
            <translation>{who} หยุดดังแล้ว</translation>
        </message>
        <message>
            <source>{who} was not called</source>
            <translation>ไม่ได้โทรหา {who}</translation>
        </message>
        <message>
            <source>{why}; you last spoke from this number</source>
            <translation>{why}; ครั้งล่าสุดคุณพูดจากหมายเลขนี้</translation>
        </message>
        <message>
            <source>Åland Islands</source>
            <translation>หมู่เกาะโอลันด์</translation>
        </message>
        <message>
            <source>“{label}” is now set by {company}.</source>
            <translation>ตอนนี้ “{label}” กำหนดโดย {company}</translation>
        </message>
        <message>
            <source>“{label}” is set in {file} and cannot be changed here.</source>
            <translation>“{label}” กำหนดไว้ใน {file} และเปลี่ยนที่นี่ไม่ได้</translation>
        </message>
        <message>
            <source>“{label}” is yours to change now.</source>
            <translation>ตอนนี้คุณเปลี่ยน “{label}” ได้แล้ว</translation>
        </message>
        <message>
            <source>“{name}” is not a telephone number.</source>
            <translation>“{name}” ไม่ใช่หมายเลขโทรศัพท์</translation>
        </message>
        <message>
            <source>“{scheme}:” links do not lead to a telephone.</source>
            <translation>ลิงก์ “{scheme}:” ไม่ได้นำไปสู่โทรศัพท์</translation>
        </message>
        <message>
            <source>“{text}” cannot be dialled exactly as typed.</source>
            <translation>โทร “{text}” ตามที่พิมพ์ทุกตัวไม่ได้</translation>
        </message>
        <message>
            <source>“{text}” cannot be sent as tones.</source>
            <translation>ส่ง “{text}” เป็นเสียงกดปุ่มไม่ได้</translation>
        </message>
        <message>
            <source>“{text}” cannot exist: no area code or exchange in +1 starts so.</source>
            <translation>“{text}” ไม่มีทางมีอยู่: ไม่มีรหัสพื้นที่หรือชุมสายใน +1 ที่ขึ้นต้นเช่นนี้</translation>
        </message>
        <message>
            <source>“{text}” does not have a number's length.</source>
            <translation>“{text}” มีความยาวไม่ตรงกับหมายเลขโทรศัพท์</translation>
        </message>
        <message>
            <source>“{text}” does not start with a country code that exists.</source>
            <translation>“{text}” ไม่ได้ขึ้นต้นด้วยรหัสประเทศที่มีอยู่จริง</translation>
        </message>
        <message>
            <source>“{text}” has no area code.</source>
            <translation>“{text}” ไม่มีรหัสพื้นที่</translation>
        </message>
        <message>
            <source>“{text}” has no country code.</source>
            <translation>“{text}” ไม่มีรหัสประเทศ</translation>
        </message>
        <message>
            <source>“{text}” has too few digits.</source>
            <translation>“{text}” มีตัวเลขน้อยเกินไป</translation>
        </message>
        <message>
            <source>“{text}” has too many digits.</source>
            <translation>“{text}” มีตัวเลขมากเกินไป</translation>
        </message>
        <message>
            <source>“{text}” is nobody known here.</source>
            <translation>ไม่รู้จัก “{text}” ที่นี่</translation>
        </message>
        <message>
            <source>“{text}” is not a SIP address.</source>
            <translation>“{text}” ไม่ใช่ที่อยู่ SIP</translation>
        </message>
        <message>
            <source>“{text}” is not a telephone number.</source>
            <translation>“{text}” ไม่ใช่หมายเลขโทรศัพท์</translation>
        </message>
        <message>
            <source>“{text}” was rounded by a spreadsheet: the last digits are lost.</source>
            <translation>“{text}” ถูกปัดเศษโดยสเปรดชีต: ตัวเลขท้ายหายไป</translation>
        </message>
        <message>
            <source>“{value}” does not fit “{label}”.</source>
            <translation>“{value}” ไม่เหมาะกับ “{label}”</translation>
        </message>
    </context>
</TS>
