<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="ar" sourcelanguage="en">
    <context>
        <name>AboutDialog</name>
        <message>
            <source>A desktop softphone for call-centre agents, on the company's own Twilio account.</source>
            <translation>هاتف برمجي لسطح المكتب لموظفي مراكز الاتصال، يعمل على حساب Twilio الخاص بالشركة.</translation>
        </message>
        <message>
            <source>About Softphone</source>
            <translation>حول Softphone</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>إغلاق</translation>
        </message>
        <message>
            <source>It uses Qt and Qt for Python (PySide6) under the GNU Lesser General Public License, version 3. They are separate libraries: you may replace them with your own build.</source>
            <translation>يستخدم البرنامج Qt وQt for Python (PySide6) بموجب رخصة GNU Lesser General Public License، الإصدار 3. وهما مكتبتان منفصلتان: يمكن استبدالهما بنسختين من بنائك الخاص.</translation>
        </message>
        <message>
            <source>Licence: {licence}</source>
            <translation>الرخصة: {licence}</translation>
        </message>
        <message>
            <source>Licensed under the Apache License, version 2.0 (Apache-2.0).</source>
            <translation>مرخَّص بموجب Apache License، الإصدار 2.0 (Apache-2.0).</translation>
        </message>
        <message>
            <source>Softphone {version}</source>
            <translation>Softphone {version}</translation>
        </message>
        <message>
            <source>The package does not carry the licence's text.</source>
            <translation>لا تتضمن الحزمة نص الرخصة.</translation>
        </message>
        <message>
            <source>The package does not say under which licence it is.</source>
            <translation>لا تذكر الحزمة الرخصة التي تخضع لها.</translation>
        </message>
        <message>
            <source>What it is made with, and the licences</source>
            <translation>المكوّنات المستخدمة ورخصها</translation>
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
            <translation>الاتصال بـ {number} بالرقم {caller_id} بعد {seconds} ث</translation>
        </message>
        <message>
            <source>Left out of the link: {parts}</source>
            <translation>تُرك من الرابط: {parts}</translation>
        </message>
        <message>
            <source>The number waits in the field until this call is over.</source>
            <translation>يبقى الرقم في الحقل إلى أن تنتهي هذه المكالمة.</translation>
        </message>
        <message>
            <source>There is no text on the clipboard.</source>
            <translation>لا يوجد نص في الحافظة.</translation>
        </message>
    </context>
    <context>
        <name>CallButton</name>
        <message>
            <source>Hold</source>
            <translation>تعليق</translation>
        </message>
        <message>
            <source>Holding…</source>
            <translation>جارٍ التعليق…</translation>
        </message>
        <message>
            <source>Mute</source>
            <translation>كتم</translation>
        </message>
        <message>
            <source>Muted</source>
            <translation>مكتوم</translation>
        </message>
        <message>
            <source>Muting…</source>
            <translation>جارٍ الكتم…</translation>
        </message>
        <message>
            <source>On hold</source>
            <translation>قيد الانتظار</translation>
        </message>
        <message>
            <source>Resuming…</source>
            <translation>جارٍ الاستئناف…</translation>
        </message>
        <message>
            <source>Unmuting…</source>
            <translation>إلغاء الكتم…</translation>
        </message>
    </context>
    <context>
        <name>CallButtons</name>
        <message>
            <source>&amp;Keypad tones</source>
            <translation>نغمات لوحة الأرقام (&amp;K)</translation>
        </message>
        <message>
            <source>&amp;Mute</source>
            <translation>كتم (&amp;M)</translation>
        </message>
        <message>
            <source>&amp;Transfer…</source>
            <translation>تحويل (&amp;T)…</translation>
        </message>
        <message>
            <source>A&amp;dd somebody…</source>
            <translation>إضافة شخص (&amp;D)…</translation>
        </message>
        <message>
            <source>Add</source>
            <translation>إضافة</translation>
        </message>
        <message>
            <source>Ask somebody else into the call ({key})</source>
            <translation>دعوة شخص آخر إلى المكالمة ({key})</translation>
        </message>
        <message>
            <source>H&amp;old</source>
            <translation>تعليق (&amp;O)</translation>
        </message>
        <message>
            <source>Hand the call to somebody else ({key})</source>
            <translation>تحويل المكالمة إلى شخص آخر ({key})</translation>
        </message>
        <message>
            <source>Keypad</source>
            <translation>لوحة الأرقام</translation>
        </message>
        <message>
            <source>Nobody hears you ({key})</source>
            <translation>لا أحد يسمعك ({key})</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>ملاحظة</translation>
        </message>
        <message>
            <source>Note on this ca&amp;ll</source>
            <translation>ملاحظة على هذه المكالمة (&amp;L)</translation>
        </message>
        <message>
            <source>Press keys for the customer's menu ({key})</source>
            <translation>ضغط مفاتيح لقائمة العميل الصوتية ({key})</translation>
        </message>
        <message>
            <source>Ringing…</source>
            <translation>يرن…</translation>
        </message>
        <message>
            <source>The customer hears music ({key})</source>
            <translation>يسمع العميل موسيقى ({key})</translation>
        </message>
        <message>
            <source>There is no call.</source>
            <translation>لا توجد مكالمة.</translation>
        </message>
        <message>
            <source>Transfer</source>
            <translation>تحويل</translation>
        </message>
        <message>
            <source>Write a note on this call ({key})</source>
            <translation>كتابة ملاحظة على هذه المكالمة ({key})</translation>
        </message>
    </context>
    <context>
        <name>CallControls</name>
        <message>
            <source>Hanging up…</source>
            <translation>جارٍ إنهاء المكالمة…</translation>
        </message>
        <message>
            <source>There is no call.</source>
            <translation>لا توجد مكالمة.</translation>
        </message>
    </context>
    <context>
        <name>CallModel</name>
        <message>
            <source>Call ended after {time}</source>
            <translation>انتهت المكالمة بعد {time}</translation>
        </message>
        <message>
            <source>Handed over to {who} after {time}</source>
            <translation>حُوّلت إلى {who} بعد {time}</translation>
        </message>
        <message>
            <source>Hanging up…</source>
            <translation>جارٍ إنهاء المكالمة…</translation>
        </message>
        <message>
            <source>{trouble} Looking again.</source>
            <translation>{trouble} يجري التحقق مرة أخرى.</translation>
        </message>
        <message>
            <source>{trouble} The call goes on; looking again.</source>
            <translation>{trouble} المكالمة مستمرة؛ جارٍ التحقق مجددًا.</translation>
        </message>
        <message>
            <source>{trouble} Trying again.</source>
            <translation>{trouble} جارٍ إعادة المحاولة.</translation>
        </message>
    </context>
    <context>
        <name>CallPanel</name>
        <message>
            <source>&amp;Keep {number}</source>
            <translation>&amp;إبقاء {number}</translation>
        </message>
        <message>
            <source>&amp;Show {number}</source>
            <translation>إ&amp;ظهار {number}</translation>
        </message>
        <message>
            <source>Add to the call</source>
            <translation>إضافة إلى المكالمة</translation>
        </message>
        <message>
            <source>Call again</source>
            <translation>إعادة الاتصال</translation>
        </message>
        <message>
            <source>Call in progress</source>
            <translation>مكالمة جارية</translation>
        </message>
        <message>
            <source>Call them in</source>
            <translation>ضمّه إلى المكالمة</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>إغلاق</translation>
        </message>
        <message>
            <source>End the call (F8)</source>
            <translation>إنهاء المكالمة (F8)</translation>
        </message>
        <message>
            <source>Hand over when they answer</source>
            <translation>التحويل عند الرد</translation>
        </message>
        <message>
            <source>Hang up</source>
            <translation>إنهاء المكالمة</translation>
        </message>
        <message>
            <source>Look again</source>
            <translation>إعادة التحقق</translation>
        </message>
        <message>
            <source>Ring me back in</source>
            <translation>اتصل بي لأعود إلى المكالمة</translation>
        </message>
        <message>
            <source>Send {keys}</source>
            <translation>إرسال {keys}</translation>
        </message>
        <message>
            <source>Talk first</source>
            <translation>التحدث أولًا</translation>
        </message>
        <message>
            <source>They cannot hear you: the app that carried your sound was closed.</source>
            <translation>لا يسمعونك: أُغلق التطبيق الذي كان ينقل صوتك.</translation>
        </message>
        <message>
            <source>Transfer to</source>
            <translation>تحويل إلى</translation>
        </message>
        <message>
            <source>as {number}</source>
            <translation>بالرقم {number}</translation>
        </message>
    </context>
    <context>
        <name>CallerIdCard</name>
        <message>
            <source>Calling as</source>
            <translation>الاتصال بالرقم</translation>
        </message>
        <message>
            <source>Calling as {number}</source>
            <translation>الاتصال بالرقم {number}</translation>
        </message>
        <message>
            <source>Choose the number to show (Alt+I)</source>
            <translation>اختيار الرقم الظاهر للعميل (Alt+I)</translation>
        </message>
        <message>
            <source>Why this number?</source>
            <translation>لماذا هذا الرقم؟</translation>
        </message>
        <message>
            <source>Why?</source>
            <translation>لماذا؟</translation>
        </message>
    </context>
    <context>
        <name>CallerIdPopup</name>
        <message>
            <source>Enter: choose · Alt+Enter: this call only · Ctrl+P: pin · F5: refresh</source>
            <translation>Enter: اختيار · Alt+Enter: هذه المكالمة فقط · Ctrl+P: تثبيت · F5: تحديث</translation>
        </message>
        <message>
            <source>Find a name, a number, a place</source>
            <translation>البحث عن اسم أو رقم أو مكان</translation>
        </message>
        <message>
            <source>Find a number to show</source>
            <translation>البحث عن رقم لإظهاره</translation>
        </message>
        <message>
            <source>No number matches “{text}”.</source>
            <translation>لا يوجد رقم يطابق «{text}».</translation>
        </message>
        <message>
            <source>Numbers you may show</source>
            <translation>الأرقام المتاح لك إظهارها</translation>
        </message>
        <message>
            <source>There is no number that you may show. F5 reads the numbers again.</source>
            <translation>لا يوجد رقم متاح لك إظهاره. المفتاح F5 يقرأ الأرقام مجددًا.</translation>
        </message>
    </context>
    <context>
        <name>CallerIdRows</name>
        <message>
            <source>All numbers</source>
            <translation>كل الأرقام</translation>
        </message>
        <message>
            <source>Not for you to show</source>
            <translation>غير متاحة لك</translation>
        </message>
        <message>
            <source>Pinned</source>
            <translation>المثبَّتة</translation>
        </message>
        <message>
            <source>Recent</source>
            <translation>الأخيرة</translation>
        </message>
        <message>
            <source>verified only</source>
            <translation>موثَّق فقط</translation>
        </message>
        <message>
            <source>your own line</source>
            <translation>خطك الخاص</translation>
        </message>
    </context>
    <context>
        <name>CallerIdView</name>
        <message>
            <source>Choose a number</source>
            <translation>اختيار رقم</translation>
        </message>
        <message>
            <source>Default (automatic)</source>
            <translation>افتراضي (تلقائي)</translation>
        </message>
        <message>
            <source>Loading the numbers…</source>
            <translation>جارٍ تحميل الأرقام…</translation>
        </message>
        <message>
            <source>No number to show</source>
            <translation>لا يوجد رقم لإظهاره</translation>
        </message>
        <message>
            <source>No numbers yet</source>
            <translation>لا توجد أرقام بعد</translation>
        </message>
        <message>
            <source>Refresh reads them from Twilio.</source>
            <translation>زر «تحديث» يقرأها من Twilio.</translation>
        </message>
        <message>
            <source>There is no list: the rules choose the number for every call.</source>
            <translation>لا توجد قائمة: القواعد تختار الرقم لكل مكالمة.</translation>
        </message>
        <message>
            <source>Type a number to see which one it will show.</source>
            <translation>يُرجى إدخال رقم لمعرفة الرقم الذي سيظهر له.</translation>
        </message>
        <message>
            <source>chosen automatically</source>
            <translation>اختير تلقائيًا</translation>
        </message>
        <message>
            <source>chosen by you</source>
            <translation>من اختيارك</translation>
        </message>
        <message>
            <source>for this call only</source>
            <translation>لهذه المكالمة فقط</translation>
        </message>
        <message>
            <source>pinned for this contact</source>
            <translation>مثبَّت لجهة الاتصال هذه</translation>
        </message>
        <message>
            <source>set by {name}</source>
            <translation>محدَّد من قِبل {name}</translation>
        </message>
        <message>
            <source>your administrator</source>
            <translation>المسؤول لديك</translation>
        </message>
        <message>
            <source>{number} is not available. {problem}</source>
            <translation>الرقم {number} غير متاح. {problem}</translation>
        </message>
    </context>
    <context>
        <name>CallerIdsModel</name>
        <message>
            <source>Chooses for each number you call.</source>
            <translation>يختار الرقم المناسب لكل رقم يُتصل به.</translation>
        </message>
        <message>
            <source>Default (automatic)</source>
            <translation>افتراضي (تلقائي)</translation>
        </message>
    </context>
    <context>
        <name>ContactActions</name>
        <message>
            <source>&amp;Add a contact…</source>
            <translation>إضافة جهة اتصال (&amp;A)…</translation>
        </message>
        <message>
            <source>&amp;Copy the number</source>
            <translation>نسخ الرقم (&amp;C)</translation>
        </message>
        <message>
            <source>&amp;Delete</source>
            <translation>حذف (&amp;D)</translation>
        </message>
        <message>
            <source>&amp;Edit…</source>
            <translation>تحرير (&amp;E)…</translation>
        </message>
        <message>
            <source>&amp;Favourite</source>
            <translation>مفضَّلة (&amp;F)</translation>
        </message>
        <message>
            <source>&amp;Import a file…</source>
            <translation>استيراد ملف (&amp;I)…</translation>
        </message>
        <message>
            <source>&amp;Pin a caller ID…</source>
            <translation>تثبيت معرّف متصل (&amp;P)…</translation>
        </message>
        <message>
            <source>&amp;Undo deleting</source>
            <translation>تراجع عن الحذف (&amp;U)</translation>
        </message>
        <message>
            <source>Choose a contact first.</source>
            <translation>يُرجى اختيار جهة اتصال أولًا.</translation>
        </message>
        <message>
            <source>Contacts (*.csv *.vcf *.txt *.tsv);;All files (*)</source>
            <translation>جهات الاتصال (*.csv *.vcf *.txt *.tsv);;كل الملفات (*)</translation>
        </message>
        <message>
            <source>Import contacts</source>
            <translation>استيراد جهات الاتصال</translation>
        </message>
        <message>
            <source>Nothing was deleted.</source>
            <translation>لم يُحذف شيء.</translation>
        </message>
        <message>
            <source>Use {number} {kind}</source>
            <translation>استخدام {number} {kind}</translation>
        </message>
        <message>
            <source>{number} copied.</source>
            <translation>نُسخ {number}.</translation>
        </message>
    </context>
    <context>
        <name>ContactForm</name>
        <message>
            <source>Add a contact</source>
            <translation>إضافة جهة اتصال</translation>
        </message>
        <message>
            <source>Add a number</source>
            <translation>إضافة رقم</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>إلغاء</translation>
        </message>
        <message>
            <source>Company</source>
            <translation>الشركة</translation>
        </message>
        <message>
            <source>Digits, * and #; a comma is a short pause.</source>
            <translation>أرقام و* و#؛ الفاصلة (,) تعني توقفًا قصيرًا.</translation>
        </message>
        <message>
            <source>Edit contact</source>
            <translation>تحرير جهة الاتصال</translation>
        </message>
        <message>
            <source>Kind of number {position}</source>
            <translation>نوع الرقم {position}</translation>
        </message>
        <message>
            <source>Name</source>
            <translation>الاسم</translation>
        </message>
        <message>
            <source>Note</source>
            <translation>ملاحظة</translation>
        </message>
        <message>
            <source>Number {position}</source>
            <translation>الرقم {position}</translation>
        </message>
        <message>
            <source>Numbers</source>
            <translation>الأرقام</translation>
        </message>
        <message>
            <source>Save</source>
            <translation>حفظ</translation>
        </message>
        <message>
            <source>The first is called.</source>
            <translation>يُتصل بالرقم الأول.</translation>
        </message>
        <message>
            <source>Tones after they answer</source>
            <translation>نغمات بعد الرد</translation>
        </message>
        <message>
            <source>Type or paste a number</source>
            <translation>إدخال رقم أو لصقه</translation>
        </message>
        <message>
            <source>telephone</source>
            <translation>هاتف</translation>
        </message>
    </context>
    <context>
        <name>ContactImportDialog</name>
        <message>
            <source>Arabic</source>
            <translation>العربية</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>إلغاء</translation>
        </message>
        <message>
            <source>Central European</source>
            <translation>أوروبا الوسطى</translation>
        </message>
        <message>
            <source>Cyrillic</source>
            <translation>السيريلية</translation>
        </message>
        <message>
            <source>Do names look wrong? Read the letters as:</source>
            <translation>هل تظهر الأسماء خاطئة؟ قراءة الحروف بترميز:</translation>
        </message>
        <message>
            <source>Greek</source>
            <translation>اليونانية</translation>
        </message>
        <message>
            <source>Import</source>
            <translation>استيراد</translation>
        </message>
        <message>
            <source>Import contacts</source>
            <translation>استيراد جهات الاتصال</translation>
        </message>
        <message>
            <source>Import {count}</source>
            <translation>استيراد {count}</translation>
        </message>
        <message>
            <source>Japanese</source>
            <translation>اليابانية</translation>
        </message>
        <message>
            <source>Korean</source>
            <translation>الكورية</translation>
        </message>
        <message>
            <source>Left out</source>
            <translation>المستبعَد</translation>
        </message>
        <message>
            <source>Letters of the file</source>
            <translation>ترميز حروف الملف</translation>
        </message>
        <message>
            <source>Line {line}, {whose}: {why}</source>
            <translation>السطر {line}، {whose}: {why}</translation>
        </message>
        <message>
            <source>Line {line}: {why}</source>
            <translation>السطر {line}: {why}</translation>
        </message>
        <message>
            <source>Nothing in the file is new.</source>
            <translation>لا جديد في الملف.</translation>
        </message>
        <message>
            <source>Reading the file</source>
            <translation>قراءة الملف</translation>
        </message>
        <message>
            <source>Simplified Chinese</source>
            <translation>الصينية المبسطة</translation>
        </message>
        <message>
            <source>Thai</source>
            <translation>التايلاندية</translation>
        </message>
        <message>
            <source>The file is being read.</source>
            <translation>جارٍ قراءة الملف.</translation>
        </message>
        <message>
            <source>Traditional Chinese</source>
            <translation>الصينية التقليدية</translation>
        </message>
        <message>
            <source>Turkish</source>
            <translation>التركية</translation>
        </message>
        <message>
            <source>Unicode (UTF-8)</source>
            <translation>Unicode (UTF-8)</translation>
        </message>
        <message>
            <source>Western European</source>
            <translation>أوروبا الغربية</translation>
        </message>
        <message>
            <source>Will be kept</source>
            <translation>ما سيُحفظ</translation>
        </message>
    </context>
    <context>
        <name>ContactImportModel</name>
        <message>
            <source>Contacts you have that get a number or a detail more: {count}</source>
            <translation>جهات اتصال موجودة سيُضاف إليها رقم أو تفصيل: {count}</translation>
        </message>
        <message>
            <source>Found in the file: {count}</source>
            <translation>في الملف: {count}</translation>
        </message>
        <message>
            <source>Left out, listed below: {count}</source>
            <translation>المستبعَد، مذكور أدناه: {count}</translation>
        </message>
        <message>
            <source>New contacts: {count}</source>
            <translation>جهات اتصال جديدة: {count}</translation>
        </message>
        <message>
            <source>Put together with another of the file, by number: {count}</source>
            <translation>ما دُمج مع غيره من الملف حسب الرقم: {count}</translation>
        </message>
        <message>
            <source>There already: {count}</source>
            <translation>موجود من قبل: {count}</translation>
        </message>
    </context>
    <context>
        <name>ContactRowsModel</name>
        <message>
            <source>as {number}</source>
            <translation>بالرقم {number}</translation>
        </message>
        <message>
            <source>as {number} · not available</source>
            <translation>بالرقم {number} · غير متاح</translation>
        </message>
        <message>
            <source>favourite</source>
            <translation>مفضَّلة</translation>
        </message>
        <message>
            <source>fax</source>
            <translation>فاكس</translation>
        </message>
        <message>
            <source>home</source>
            <translation>المنزل</translation>
        </message>
        <message>
            <source>main number</source>
            <translation>الرقم الرئيسي</translation>
        </message>
        <message>
            <source>mobile</source>
            <translation>محمول</translation>
        </message>
        <message>
            <source>work</source>
            <translation>العمل</translation>
        </message>
        <message>
            <source>{count} more</source>
            <translation>المزيد: {count}</translation>
        </message>
    </context>
    <context>
        <name>ContactsModel</name>
        <message>
            <source>The numbers are not there yet.</source>
            <translation>لم تصل الأرقام بعد.</translation>
        </message>
        <message>
            <source>Your caller ID is set by {name}.</source>
            <translation>معرّف المتصل لديك محدَّد من قِبل {name}.</translation>
        </message>
        <message>
            <source>your administrator</source>
            <translation>المسؤول لديك</translation>
        </message>
    </context>
    <context>
        <name>ContactsPage</name>
        <message>
            <source>Add a contact</source>
            <translation>إضافة جهة اتصال</translation>
        </message>
        <message>
            <source>Contacts</source>
            <translation>جهات الاتصال</translation>
        </message>
        <message>
            <source>Enter calls. The menu key offers more.</source>
            <translation>مفتاح Enter يتصل. مفتاح القائمة يعرض المزيد.</translation>
        </message>
        <message>
            <source>Find a name, a company, a number, a note</source>
            <translation>البحث عن اسم أو شركة أو رقم أو ملاحظة</translation>
        </message>
        <message>
            <source>Find in contacts</source>
            <translation>البحث في جهات الاتصال</translation>
        </message>
        <message>
            <source>Import a file…</source>
            <translation>استيراد ملف…</translation>
        </message>
        <message>
            <source>Keep the people you call here, or import a CSV or vCard file.</source>
            <translation>هنا يُحفظ من يُتصل بهم، ويمكن أيضًا استيراد ملف CSV أو vCard.</translation>
        </message>
        <message>
            <source>No contact matches “{text}”.</source>
            <translation>لا توجد جهة اتصال تطابق «{text}».</translation>
        </message>
        <message>
            <source>Undo</source>
            <translation>تراجع</translation>
        </message>
        <message>
            <source>{name} was deleted.</source>
            <translation>حُذف {name}.</translation>
        </message>
    </context>
    <context>
        <name>CountdownBar</name>
        <message>
            <source>Cancel</source>
            <translation>إلغاء</translation>
        </message>
        <message>
            <source>Do not call; the number stays in the field (Esc)</source>
            <translation>عدم الاتصال؛ يبقى الرقم في الحقل (Esc)</translation>
        </message>
    </context>
    <context>
        <name>WindowWiring</name>
        <message>
            <source>A call is in progress.</source>
            <translation>توجد مكالمة جارية.</translation>
        </message>
        <message>
            <source>{count} calls were written.</source>
            <translation>عدد المكالمات المكتوبة: {count}.</translation>
        </message>
        <message>
            <source>{count} changes were written.</source>
            <translation>عدد التغييرات المكتوبة: {count}.</translation>
        </message>
    </context>
    <context>
        <name>Desktop</name>
        <message>
            <source>Its icon opens it again, hangs up, and quits. Preferences turn this off.</source>
            <translation>أيقونته تعيد فتحه وتنهي المكالمة وتُنهي البرنامج. يمكن إيقاف ذلك في التفضيلات.</translation>
        </message>
        <message>
            <source>Softphone goes on in the tray</source>
            <translation>يبقى Softphone يعمل في علبة النظام</translation>
        </message>
        <message>
            <source>Softphone was open already. Quit it first to start it in another way.</source>
            <translation>كان Softphone مفتوحًا بالفعل. يُرجى إنهاؤه أولًا لتشغيله بطريقة أخرى.</translation>
        </message>
    </context>
    <context>
        <name>DesktopMenu</name>
        <message>
            <source>&amp;Desktop</source>
            <translation>سطح المكتب (&amp;D)</translation>
        </message>
        <message>
            <source>A click on a telephone number then fills it in here</source>
            <translation>النقر على رقم هاتف يملؤه هنا عندئذٍ</translation>
        </message>
        <message>
            <source>Call from the clip&amp;board</source>
            <translation>الاتصال من الحافظة (&amp;B)</translation>
        </message>
        <message>
            <source>Links to telephone numbers</source>
            <translation>روابط أرقام الهاتف</translation>
        </message>
        <message>
            <source>Make this the app for &amp;tel: links</source>
            <translation>جعله التطبيق لروابط tel: (&amp;T)</translation>
        </message>
    </context>
    <context>
        <name>DialModel</name>
        <message>
            <source>Last time {number} was shown. Look at the number shown now, then call.</source>
            <translation>في المرة السابقة ظهر الرقم {number}. يُرجى التحقق من الرقم الظاهر الآن ثم الاتصال.</translation>
        </message>
        <message>
            <source>The numbers are not there yet.</source>
            <translation>لم تصل الأرقام بعد.</translation>
        </message>
        <message>
            <source>Type or paste a number.</source>
            <translation>يُرجى إدخال رقم أو لصقه.</translation>
        </message>
        <message>
            <source>“{text}” is among your contacts: choose it from the list.</source>
            <translation>“{text}” ضمن جهات اتصالك: اخترها من القائمة.</translation>
        </message>
    </context>
    <context>
        <name>DiallerPage</name>
        <message>
            <source>Call</source>
            <translation>اتصال</translation>
        </message>
        <message>
            <source>Call (Enter)</source>
            <translation>اتصال (Enter)</translation>
        </message>
        <message>
            <source>Call {number}</source>
            <translation>الاتصال بـ {number}</translation>
        </message>
        <message>
            <source>Contacts</source>
            <translation>جهات الاتصال</translation>
        </message>
        <message>
            <source>Recents</source>
            <translation>الأخيرة</translation>
        </message>
    </context>
    <context>
        <name>GlobalKeys</name>
        <message>
            <source>Another program uses {keys}, so it does nothing here.</source>
            <translation>يستخدم برنامج آخر {keys}، لذا لا تأثير له هنا.</translation>
        </message>
        <message>
            <source>Call from the clipboard</source>
            <translation>الاتصال من الحافظة</translation>
        </message>
        <message>
            <source>Hang up</source>
            <translation>إنهاء المكالمة</translation>
        </message>
        <message>
            <source>This desktop does not offer keys that work in every window. A shortcut made in its own settings can run “softphone --hang-up”.</source>
            <translation>لا يوفر سطح المكتب هذا مفاتيح تعمل في كل النوافذ. يمكن لاختصار يُنشأ في إعداداته أن يشغّل «softphone --hang-up».</translation>
        </message>
    </context>
    <context>
        <name>GuestLines</name>
        <message>
            <source>Back to the customer</source>
            <translation>العودة إلى العميل</translation>
        </message>
        <message>
            <source>Complete transfer</source>
            <translation>إتمام التحويل</translation>
        </message>
        <message>
            <source>End</source>
            <translation>إنهاء</translation>
        </message>
        <message>
            <source>End: {guest}</source>
            <translation>إنهاء: {guest}</translation>
        </message>
        <message>
            <source>Handing over…</source>
            <translation>جارٍ التحويل…</translation>
        </message>
        <message>
            <source>Join all</source>
            <translation>ضم الجميع</translation>
        </message>
        <message>
            <source>Joining…</source>
            <translation>جارٍ الضم…</translation>
        </message>
        <message>
            <source>Leave the call to them</source>
            <translation>ترك المكالمة لهما</translation>
        </message>
        <message>
            <source>Swap</source>
            <translation>تبديل</translation>
        </message>
        <message>
            <source>Swapping…</source>
            <translation>جارٍ التبديل…</translation>
        </message>
    </context>
    <context>
        <name>HelpMenu</name>
        <message>
            <source>&amp;About Softphone</source>
            <translation>حول Softphone (&amp;A)</translation>
        </message>
        <message>
            <source>&amp;Help</source>
            <translation>مساعدة (&amp;H)</translation>
        </message>
        <message>
            <source>&amp;Keyboard shortcuts</source>
            <translation>اختصارات لوحة المفاتيح (&amp;K)</translation>
        </message>
        <message>
            <source>&amp;Report for support…</source>
            <translation>تقرير للدعم (&amp;R)…</translation>
        </message>
        <message>
            <source>&amp;Where do my settings come from?</source>
            <translation>من أين تأتي إعداداتي؟ (&amp;W)</translation>
        </message>
    </context>
    <context>
        <name>InThisApp</name>
        <message>
            <source>In this app, with your headset</source>
            <translation>في هذا التطبيق، بسماعة الرأس</translation>
        </message>
    </context>
    <context>
        <name>IncomingBar</name>
        <message>
            <source>&amp;Answer the incoming call</source>
            <translation>الرد على المكالمة الواردة (&amp;A)</translation>
        </message>
        <message>
            <source>Answer</source>
            <translation>رد</translation>
        </message>
        <message>
            <source>Answer (F6); a call in progress ends</source>
            <translation>رد (F6)؛ تنتهي المكالمة الجارية</translation>
        </message>
        <message>
            <source>Hang &amp;up on who called</source>
            <translation>إنهاء مكالمة المتصل (&amp;U)</translation>
        </message>
        <message>
            <source>Hang up</source>
            <translation>إنهاء المكالمة</translation>
        </message>
        <message>
            <source>Hang up on who called (Shift+F8)</source>
            <translation>إنهاء مكالمة المتصل (Shift+F8)</translation>
        </message>
        <message>
            <source>Incoming call</source>
            <translation>مكالمة واردة</translation>
        </message>
        <message>
            <source>Nobody is calling you.</source>
            <translation>لا أحد يتصل بك.</translation>
        </message>
        <message>
            <source>Re&amp;fuse the incoming call</source>
            <translation>رفض المكالمة الواردة (&amp;F)</translation>
        </message>
        <message>
            <source>Refuse</source>
            <translation>رفض</translation>
        </message>
        <message>
            <source>Refuse (Shift+F6)</source>
            <translation>رفض (Shift+F6)</translation>
        </message>
        <message>
            <source>You talk to {caller}</source>
            <translation>مكالمة مع {caller}</translation>
        </message>
        <message>
            <source>{caller} is calling you</source>
            <translation>{caller} يتصل بك</translation>
        </message>
    </context>
    <context>
        <name>Key</name>
        <message>
            <source>Hold for +</source>
            <translation>ضغط مطوَّل لإدخال +</translation>
        </message>
        <message>
            <source>hash</source>
            <translation>شباك</translation>
        </message>
        <message>
            <source>star</source>
            <translation>نجمة</translation>
        </message>
    </context>
    <context>
        <name>Keypad</name>
        <message>
            <source>Keypad</source>
            <translation>لوحة الأرقام</translation>
        </message>
    </context>
    <context>
        <name>LineFindings</name>
        <message>
            <source>{name}: {figure}, {word}</source>
            <translation>{name}: {figure}، {word}</translation>
        </message>
    </context>
    <context>
        <name>LineModel</name>
        <message>
            <source>The sound is interrupted; reconnecting…</source>
            <translation>انقطع الصوت؛ جارٍ إعادة الاتصال بالشبكة…</translation>
        </message>
    </context>
    <context>
        <name>LineQuality</name>
        <message>
            <source>Clarity (MOS)</source>
            <translation>الوضوح (MOS)</translation>
        </message>
        <message>
            <source>Lost on the way</source>
            <translation>المفقود في الطريق</translation>
        </message>
        <message>
            <source>Microphone</source>
            <translation>الميكروفون</translation>
        </message>
        <message>
            <source>Round trip</source>
            <translation>ذهابًا وإيابًا</translation>
        </message>
        <message>
            <source>Sound arriving</source>
            <translation>الصوت الواصل</translation>
        </message>
        <message>
            <source>Unevenness (jitter)</source>
            <translation>عدم الانتظام (jitter)</translation>
        </message>
        <message>
            <source>heard</source>
            <translation>مسموع</translation>
        </message>
        <message>
            <source>muted</source>
            <translation>مكتوم</translation>
        </message>
        <message>
            <source>not heard</source>
            <translation>غير مسموع</translation>
        </message>
        <message>
            <source>not known</source>
            <translation>غير معروف</translation>
        </message>
        <message>
            <source>{count} ms</source>
            <translation>{count} ms</translation>
        </message>
        <message>
            <source>{count} packets a second</source>
            <translation>{count} حزمة/ث</translation>
        </message>
        <message>
            <source>{score} of 4.5</source>
            <translation>{score} من 4.5</translation>
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
            <translation>جارٍ القياس…</translation>
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
            <translation>نسخ النتائج (&amp;C)</translation>
        </message>
        <message>
            <source>&amp;Start the test call</source>
            <translation>بدء مكالمة الاختبار (&amp;S)</translation>
        </message>
        <message>
            <source>&amp;Test again</source>
            <translation>إعادة الاختبار (&amp;T)</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>إغلاق</translation>
        </message>
        <message>
            <source>Level of the microphone</source>
            <translation>مستوى صوت الميكروفون</translation>
        </message>
        <message>
            <source>Microphone</source>
            <translation>الميكروفون</translation>
        </message>
        <message>
            <source>Progress of the test call</source>
            <translation>تقدّم مكالمة الاختبار</translation>
        </message>
        <message>
            <source>Speak during the test call, and listen.</source>
            <translation>يُرجى التحدث أثناء مكالمة الاختبار والاستماع.</translation>
        </message>
        <message>
            <source>Test call</source>
            <translation>مكالمة اختبار</translation>
        </message>
        <message>
            <source>Test my line</source>
            <translation>اختبار خطي</translation>
        </message>
        <message>
            <source>The results were copied.</source>
            <translation>نُسخت النتائج.</translation>
        </message>
        <message>
            <source>The test call is under way.</source>
            <translation>مكالمة الاختبار جارية.</translation>
        </message>
        <message>
            <source>There are no results yet.</source>
            <translation>لا توجد نتائج بعد.</translation>
        </message>
        <message>
            <source>Your microphone first, then a call of ten seconds to your own line. Nobody else is called.</source>
            <translation>الميكروفون أولًا، ثم مكالمة مدتها عشر ثوانٍ إلى خطك. لا يُتصل بأحد غيرك.</translation>
        </message>
    </context>
    <context>
        <name>LineTestModel</name>
        <message>
            <source>A call is in progress. Test your line when it is over.</source>
            <translation>توجد مكالمة جارية. يُرجى اختبار خطك بعد انتهائها.</translation>
        </message>
        <message>
            <source>Nothing could be measured in the test call. Try again.</source>
            <translation>تعذّر قياس أي شيء في مكالمة الاختبار. يُرجى إعادة المحاولة.</translation>
        </message>
        <message>
            <source>Say something, and listen: you should hear a voice.</source>
            <translation>يُرجى قول شيء والاستماع: يُفترض أن تسمع صوتًا.</translation>
        </message>
        <message>
            <source>The test call did not reach your line. Check the network connection.</source>
            <translation>لم تصل مكالمة الاختبار إلى خطك. يُرجى التحقق من اتصال الشبكة.</translation>
        </message>
        <message>
            <source>The test call ended too early. Try again.</source>
            <translation>انتهت مكالمة الاختبار مبكرًا. يُرجى إعادة المحاولة.</translation>
        </message>
        <message>
            <source>Your line is being called…</source>
            <translation>جارٍ الاتصال بخطك…</translation>
        </message>
    </context>
    <context>
        <name>LineTestResult</name>
        <message>
            <source>Test of the line, {time}, Softphone {version}</source>
            <translation>اختبار الخط، {time}، Softphone {version}</translation>
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
            <translation>الحساب (&amp;A)</translation>
        </message>
        <message>
            <source>&amp;Call</source>
            <translation>مكالمة (&amp;C)</translation>
        </message>
        <message>
            <source>&amp;Call this number</source>
            <translation>الاتصال بهذا الرقم (&amp;C)</translation>
        </message>
        <message>
            <source>&amp;Dark</source>
            <translation>داكن (&amp;D)</translation>
        </message>
        <message>
            <source>&amp;Hang up</source>
            <translation>إنهاء المكالمة (&amp;H)</translation>
        </message>
        <message>
            <source>&amp;Leave the sandbox…</source>
            <translation>مغادرة بيئة التجربة (&amp;L)…</translation>
        </message>
        <message>
            <source>&amp;Light</source>
            <translation>فاتح (&amp;L)</translation>
        </message>
        <message>
            <source>&amp;Preferences…</source>
            <translation>التفضيلات (&amp;P)…</translation>
        </message>
        <message>
            <source>&amp;Quit</source>
            <translation>إنهاء البرنامج (&amp;Q)</translation>
        </message>
        <message>
            <source>&amp;Recents</source>
            <translation>الأخيرة (&amp;R)</translation>
        </message>
        <message>
            <source>&amp;Refresh the numbers</source>
            <translation>تحديث الأرقام (&amp;R)</translation>
        </message>
        <message>
            <source>&amp;Sign in…</source>
            <translation>تسجيل الدخول (&amp;S)…</translation>
        </message>
        <message>
            <source>&amp;View</source>
            <translation>عرض (&amp;V)</translation>
        </message>
        <message>
            <source>&amp;Why this number?</source>
            <translation>لماذا هذا الرقم؟ (&amp;W)</translation>
        </message>
        <message>
            <source>A call is in progress</source>
            <translation>توجد مكالمة جارية</translation>
        </message>
        <message>
            <source>As the &amp;system</source>
            <translation>مثل النظام (&amp;S)</translation>
        </message>
        <message>
            <source>C&amp;ontacts</source>
            <translation>جهات الاتصال (&amp;O)</translation>
        </message>
        <message>
            <source>Choose the caller &amp;ID</source>
            <translation>اختيار معرّف المتصل (&amp;I)</translation>
        </message>
        <message>
            <source>Dial &amp;exactly as typed</source>
            <translation>الاتصال كما كُتب تمامًا (&amp;E)</translation>
        </message>
        <message>
            <source>Go to the &amp;number</source>
            <translation>الانتقال إلى الرقم (&amp;N)</translation>
        </message>
        <message>
            <source>Hang up and quit? Without hanging up, the call goes on without this window.</source>
            <translation>هل تُنهى المكالمة ويُغلق البرنامج؟ من دون إنهاء المكالمة تستمر بلا هذه النافذة.</translation>
        </message>
        <message>
            <source>Test m&amp;y line…</source>
            <translation>اختبار خطي (&amp;S)…</translation>
        </message>
        <message>
            <source>Try it as {agent}, a supervisor</source>
            <translation>تجربته بصفة {agent} (مشرف)</translation>
        </message>
        <message>
            <source>Try it as {agent}, an agent</source>
            <translation>تجربته بصفة {agent} (موظف)</translation>
        </message>
    </context>
    <context>
        <name>MicrophoneCheck</name>
        <message>
            <source>Say something: the bar moves.</source>
            <translation>يُرجى قول شيء: سيتحرك الشريط.</translation>
        </message>
        <message>
            <source>We hear nothing from this microphone.</source>
            <translation>لا يُسمع شيء من هذا الميكروفون.</translation>
        </message>
        <message>
            <source>Your microphone is heard.</source>
            <translation>ميكروفونك مسموع.</translation>
        </message>
    </context>
    <context>
        <name>MiniPanel</name>
        <message>
            <source>Call in progress</source>
            <translation>مكالمة جارية</translation>
        </message>
        <message>
            <source>End the call</source>
            <translation>إنهاء المكالمة</translation>
        </message>
        <message>
            <source>Hang up</source>
            <translation>إنهاء المكالمة</translation>
        </message>
        <message>
            <source>Nobody hears you</source>
            <translation>لا أحد يسمعك</translation>
        </message>
        <message>
            <source>Open</source>
            <translation>فتح</translation>
        </message>
        <message>
            <source>Open the softphone's window</source>
            <translation>فتح نافذة الهاتف البرمجي</translation>
        </message>
    </context>
    <context>
        <name>CallNotifications</name>
        <message>
            <source>Customers now see: {caller_id}</source>
            <translation>يرى العملاء الآن: {caller_id}</translation>
        </message>
        <message>
            <source>Your caller ID has changed</source>
            <translation>تغيّر معرّف المتصل لديك</translation>
        </message>
    </context>
    <context>
        <name>NoteField</name>
        <message>
            <source>Note on this call</source>
            <translation>ملاحظة على هذه المكالمة</translation>
        </message>
        <message>
            <source>Note on this call. It is kept while you type, and shown in Recents.</source>
            <translation>ملاحظة على هذه المكالمة. تُحفظ أثناء الكتابة وتظهر في «الأخيرة».</translation>
        </message>
    </context>
    <context>
        <name>NoticeBar</name>
        <message>
            <source>Dismiss this message</source>
            <translation>إخفاء هذه الرسالة</translation>
        </message>
        <message>
            <source>Read more</source>
            <translation>قراءة المزيد</translation>
        </message>
    </context>
    <context>
        <name>Notifications</name>
        <message>
            <source>Open</source>
            <translation>فتح</translation>
        </message>
    </context>
    <context>
        <name>NumberCard</name>
        <message>
            <source>&amp;Number to call</source>
            <translation>الرقم المطلوب الاتصال به (&amp;N)</translation>
        </message>
        <message>
            <source>Call {number}</source>
            <translation>الاتصال بـ {number}</translation>
        </message>
        <message>
            <source>Number to call</source>
            <translation>الرقم المطلوب الاتصال به</translation>
        </message>
        <message>
            <source>Will dial {number}</source>
            <translation>سيُتصل بالرقم {number}</translation>
        </message>
    </context>
    <context>
        <name>NumberField</name>
        <message>
            <source>Type or paste a number</source>
            <translation>إدخال رقم أو لصقه</translation>
        </message>
    </context>
    <context>
        <name>OwnCallerIdModel</name>
        <message>
            <source>Your choice counts here. TaskRouter did not answer and gets it later.</source>
            <translation>اختيارك سارٍ هنا. لم يرد TaskRouter وسيصله لاحقًا.</translation>
        </message>
    </context>
    <context>
        <name>PersonField</name>
        <message>
            <source>Enter does this</source>
            <translation>مفتاح Enter ينفّذ هذا</translation>
        </message>
        <message>
            <source>Name of a colleague, phone number or SIP address</source>
            <translation>اسم زميل أو رقم هاتف أو عنوان SIP</translation>
        </message>
    </context>
    <context>
        <name>PinDialog</name>
        <message>
            <source>Cancel</source>
            <translation>إلغاء</translation>
        </message>
        <message>
            <source>Find a label or a number</source>
            <translation>البحث عن تسمية أو رقم</translation>
        </message>
        <message>
            <source>Find a number to pin</source>
            <translation>البحث عن رقم لتثبيته</translation>
        </message>
        <message>
            <source>No pin: as for everybody</source>
            <translation>بلا تثبيت: كما للجميع</translation>
        </message>
        <message>
            <source>Numbers you may show</source>
            <translation>الأرقام المتاح لك إظهارها</translation>
        </message>
        <message>
            <source>Pin</source>
            <translation>تثبيت</translation>
        </message>
        <message>
            <source>Pin a caller ID</source>
            <translation>تثبيت معرّف متصل</translation>
        </message>
        <message>
            <source>What {name} sees when you call</source>
            <translation>ما يظهر لـ {name} عند اتصالك</translation>
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
            <translation>الوقت هناك {time}: ساعات هدوء ({hours}).</translation>
        </message>
        <message>
            <source>{earliest} to {latest}</source>
            <translation>من {earliest} إلى {latest}</translation>
        </message>
        <message>
            <source>{place} · {time} there</source>
            <translation>{place} · الوقت هناك {time}</translation>
        </message>
    </context>
    <context>
        <name>PreferencesModel</name>
        <message>
            <source>Only your company's settings file can change these.</source>
            <translation>لا يمكن تغيير هذه إلا في ملف إعدادات شركتك.</translation>
        </message>
        <message>
            <source>Set by your company</source>
            <translation>محدَّد من قِبل شركتك</translation>
        </message>
    </context>
    <context>
        <name>PreferencesPage</name>
        <message>
            <source>Back</source>
            <translation>رجوع</translation>
        </message>
        <message>
            <source>Preferences</source>
            <translation>التفضيلات</translation>
        </message>
    </context>
    <context>
        <name>QualityMeter</name>
        <message>
            <source>Sound of the call: {grade}</source>
            <translation>جودة صوت المكالمة: {grade}</translation>
        </message>
    </context>
    <context>
        <name>RecentsModel</name>
        <message>
            <source>Call to</source>
            <translation>مكالمة إلى</translation>
        </message>
        <message>
            <source>Today</source>
            <translation>اليوم</translation>
        </message>
        <message>
            <source>Yesterday</source>
            <translation>أمس</translation>
        </message>
        <message>
            <source>as {number} · {why}</source>
            <translation>بالرقم {number} · {why}</translation>
        </message>
        <message>
            <source>chosen by you</source>
            <translation>من اختيارك</translation>
        </message>
        <message>
            <source>{minutes} min {seconds:02} s</source>
            <translation>{minutes} د {seconds:02} ث</translation>
        </message>
        <message>
            <source>{seconds} s</source>
            <translation>{seconds} ث</translation>
        </message>
    </context>
    <context>
        <name>RecentsPage</name>
        <message>
            <source>&amp;Copy the number</source>
            <translation>نسخ الرقم (&amp;C)</translation>
        </message>
        <message>
            <source>&amp;Export as CSV…</source>
            <translation>تصدير بصيغة CSV (&amp;E)…</translation>
        </message>
        <message>
            <source>&amp;Note…</source>
            <translation>ملاحظة (&amp;N)…</translation>
        </message>
        <message>
            <source>CSV files (*.csv)</source>
            <translation>ملفات CSV (*.csv)</translation>
        </message>
        <message>
            <source>Call &amp;again</source>
            <translation>إعادة الاتصال (&amp;A)</translation>
        </message>
        <message>
            <source>Enter calls again; the menu key has more.</source>
            <translation>مفتاح Enter يعيد الاتصال؛ مفتاح القائمة يعرض المزيد.</translation>
        </message>
        <message>
            <source>Export your calls</source>
            <translation>تصدير مكالماتك</translation>
        </message>
        <message>
            <source>Find a name, a number, an outcome, a note</source>
            <translation>البحث عن اسم أو رقم أو نتيجة أو ملاحظة</translation>
        </message>
        <message>
            <source>Find in recents</source>
            <translation>البحث في المكالمات الأخيرة</translation>
        </message>
        <message>
            <source>No call matches “{text}”.</source>
            <translation>لا توجد مكالمة تطابق «{text}».</translation>
        </message>
        <message>
            <source>Note on the call to {number}</source>
            <translation>ملاحظة على المكالمة إلى {number}</translation>
        </message>
        <message>
            <source>Recent calls</source>
            <translation>المكالمات الأخيرة</translation>
        </message>
        <message>
            <source>Your calls will be listed here, with the number that you showed.</source>
            <translation>ستُدرج مكالماتك هنا مع الرقم الذي ظهر للعميل.</translation>
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
            <translation>رفضت Twilio إظهار {refused}، فنُحّي جانبًا. يُرجى اختيار رقم آخر.</translation>
        </message>
        <message>
            <source>Twilio refused to show {refused}; it is set aside. {number} would be shown now: press Call.</source>
            <translation>رفضت Twilio إظهار {refused}، فنُحّي جانبًا. سيظهر الآن الرقم {number}: يُرجى ضغط «اتصال».</translation>
        </message>
    </context>
    <context>
        <name>SandboxBanner</name>
        <message>
            <source>Sandbox: a Twilio on this computer. No real telephone rings.</source>
            <translation>بيئة التجربة: Twilio على هذا الحاسوب. لا يرن أي هاتف حقيقي.</translation>
        </message>
    </context>
    <context>
        <name>SettingLine</name>
        <message>
            <source>Not set</source>
            <translation>غير محدَّد</translation>
        </message>
        <message>
            <source>Reset to default</source>
            <translation>إعادة إلى الافتراضي</translation>
        </message>
        <message>
            <source>Reset “{setting}” to default</source>
            <translation>إعادة «{setting}» إلى الافتراضي</translation>
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
            <translation>الملف والسطر</translation>
        </message>
        <message>
            <source>From</source>
            <translation>المصدر</translation>
        </message>
        <message>
            <source>Setting</source>
            <translation>الإعداد</translation>
        </message>
        <message>
            <source>Value</source>
            <translation>القيمة</translation>
        </message>
        <message>
            <source>What is locked wins over your own entry in the company's file, that over what you chose, that over the company's suggestion, that over what is built in.</source>
            <translation>ما هو مقفل يتقدم على القيمة المخصصة لك في ملف الشركة، وهذه على ما اخترته، وهذا على اقتراح الشركة، وهذا على ما هو مضمَّن في البرنامج.</translation>
        </message>
        <message>
            <source>Where do my settings come from?</source>
            <translation>من أين تأتي إعداداتي؟</translation>
        </message>
    </context>
    <context>
        <name>Sheet</name>
        <message>
            <source>&amp;Copy</source>
            <translation>نسخ (&amp;C)</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>إغلاق</translation>
        </message>
        <message>
            <source>Copied</source>
            <translation>تم النسخ</translation>
        </message>
        <message>
            <source>Find</source>
            <translation>بحث</translation>
        </message>
        <message>
            <source>Find in this table</source>
            <translation>البحث في هذا الجدول</translation>
        </message>
    </context>
    <context>
        <name>ShortcutSheet</name>
        <message>
            <source>Call the number</source>
            <translation>الاتصال بالرقم</translation>
        </message>
        <message>
            <source>Choose among the suggestions</source>
            <translation>الاختيار من بين الاقتراحات</translation>
        </message>
        <message>
            <source>Clear the field</source>
            <translation>مسح الحقل</translation>
        </message>
        <message>
            <source>Close the list</source>
            <translation>إغلاق القائمة</translation>
        </message>
        <message>
            <source>Everything can be done by keyboard. Alt opens the menus.</source>
            <translation>يمكن القيام بكل شيء من لوحة المفاتيح. مفتاح Alt يفتح القوائم.</translation>
        </message>
        <message>
            <source>Fill in the chosen suggestion</source>
            <translation>إدراج الاقتراح المختار</translation>
        </message>
        <message>
            <source>Fill in the number, or call it</source>
            <translation>إدراج الرقم أو الاتصال به</translation>
        </message>
        <message>
            <source>Go back</source>
            <translation>رجوع</translation>
        </message>
        <message>
            <source>Key</source>
            <translation>المفتاح</translation>
        </message>
        <message>
            <source>Keyboard shortcuts</source>
            <translation>اختصارات لوحة المفاتيح</translation>
        </message>
        <message>
            <source>Keypad</source>
            <translation>لوحة الأرقام</translation>
        </message>
        <message>
            <source>List of caller IDs</source>
            <translation>قائمة معرّفات المتصل</translation>
        </message>
        <message>
            <source>Move</source>
            <translation>التنقل</translation>
        </message>
        <message>
            <source>Move between the keys</source>
            <translation>التنقل بين المفاتيح</translation>
        </message>
        <message>
            <source>Number to call</source>
            <translation>الرقم المطلوب الاتصال به</translation>
        </message>
        <message>
            <source>Open the list</source>
            <translation>فتح القائمة</translation>
        </message>
        <message>
            <source>Pin or unpin</source>
            <translation>تثبيت أو إلغاء التثبيت</translation>
        </message>
        <message>
            <source>Preferences and sign-in</source>
            <translation>التفضيلات وتسجيل الدخول</translation>
        </message>
        <message>
            <source>Press the key; hold 0 for +</source>
            <translation>ضغط المفتاح؛ وضغط 0 مطوّلًا لإدخال +</translation>
        </message>
        <message>
            <source>Recents and contacts</source>
            <translation>الأخيرة وجهات الاتصال</translation>
        </message>
        <message>
            <source>Refresh the numbers</source>
            <translation>تحديث الأرقام</translation>
        </message>
        <message>
            <source>Show this number</source>
            <translation>إظهار هذا الرقم</translation>
        </message>
        <message>
            <source>Show this number in this call only</source>
            <translation>إظهار هذا الرقم في هذه المكالمة فقط</translation>
        </message>
        <message>
            <source>What</source>
            <translation>الوظيفة</translation>
        </message>
        <message>
            <source>Where</source>
            <translation>المكان</translation>
        </message>
    </context>
    <context>
        <name>SidePages</name>
        <message>
            <source>Pages</source>
            <translation>الصفحات</translation>
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
            <translation>عنوان SIP، أو رقم هاتف مع +.</translation>
        </message>
        <message>
            <source>API key SID</source>
            <translation>معرّف SID لمفتاح API</translation>
        </message>
        <message>
            <source>API key secret</source>
            <translation>سر مفتاح API</translation>
        </message>
        <message>
            <source>Account SID</source>
            <translation>معرّف SID للحساب</translation>
        </message>
        <message>
            <source>As your supervisor knows it.</source>
            <translation>كما يعرفه المشرف لديك.</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>رجوع</translation>
        </message>
        <message>
            <source>Kept in this computer's keyring, nowhere else.</source>
            <translation>يُحفظ في سلسلة مفاتيح هذا الحاسوب، لا في أي مكان آخر.</translation>
        </message>
        <message>
            <source>On the first page of the Twilio Console.</source>
            <translation>في الصفحة الأولى من Twilio Console.</translation>
        </message>
        <message>
            <source>Sign in</source>
            <translation>تسجيل الدخول</translation>
        </message>
        <message>
            <source>Sign in to your company's Twilio account</source>
            <translation>تسجيل الدخول إلى حساب Twilio الخاص بشركتك</translation>
        </message>
        <message>
            <source>Signing in…</source>
            <translation>جارٍ تسجيل الدخول…</translation>
        </message>
        <message>
            <source>The key's SID starts with SK.</source>
            <translation>يبدأ معرّف SID للمفتاح بـ SK.</translation>
        </message>
        <message>
            <source>Try it in the sandbox</source>
            <translation>تجربته في بيئة التجربة</translation>
        </message>
        <message>
            <source>Where does your phone ring?</source>
            <translation>أين يرن هاتفك؟</translation>
        </message>
        <message>
            <source>Your name</source>
            <translation>اسمك</translation>
        </message>
    </context>
    <context>
        <name>SoundModel</name>
        <message>
            <source>As the system is set</source>
            <translation>كما هو محدَّد في النظام</translation>
        </message>
        <message>
            <source>Microphone</source>
            <translation>الميكروفون</translation>
        </message>
        <message>
            <source>Other calls ring at</source>
            <translation>ترن المكالمات الأخرى على</translation>
        </message>
        <message>
            <source>Speaker</source>
            <translation>مكبر الصوت</translation>
        </message>
        <message>
            <source>{device} (not plugged in)</source>
            <translation>{device} (غير موصول)</translation>
        </message>
    </context>
    <context>
        <name>SoundSection</name>
        <message>
            <source>End the test</source>
            <translation>إنهاء الاختبار</translation>
        </message>
        <message>
            <source>Let it ring</source>
            <translation>تجربة الرنين</translation>
        </message>
        <message>
            <source>Level of the microphone</source>
            <translation>مستوى صوت الميكروفون</translation>
        </message>
        <message>
            <source>Sound</source>
            <translation>الصوت</translation>
        </message>
        <message>
            <source>Stop ringing</source>
            <translation>إيقاف الرنين</translation>
        </message>
        <message>
            <source>Take echo and noise off my voice</source>
            <translation>إزالة الصدى والضوضاء من صوتي</translation>
        </message>
        <message>
            <source>Test my line…</source>
            <translation>اختبار خطي…</translation>
        </message>
        <message>
            <source>Test the microphone</source>
            <translation>اختبار الميكروفون</translation>
        </message>
        <message>
            <source>Turn it off if your headset does that already.</source>
            <translation>يُرجى إيقافه إذا كانت سماعة الرأس تقوم بذلك.</translation>
        </message>
        <message>
            <source>Volume of the customer's voice</source>
            <translation>مستوى صوت العميل</translation>
        </message>
        <message>
            <source>Volume of the ring</source>
            <translation>مستوى صوت الرنين</translation>
        </message>
    </context>
    <context>
        <name>StatusLine</name>
        <message>
            <source>Loading the numbers…</source>
            <translation>جارٍ تحميل الأرقام…</translation>
        </message>
        <message>
            <source>No numbers yet</source>
            <translation>لا توجد أرقام بعد</translation>
        </message>
        <message>
            <source>Read the account's numbers from Twilio again (F5 in the list)</source>
            <translation>قراءة أرقام الحساب من Twilio مجددًا (F5 في القائمة)</translation>
        </message>
        <message>
            <source>Refresh</source>
            <translation>تحديث</translation>
        </message>
        <message>
            <source>{agent} · some settings are set by {company}</source>
            <translation>{agent} · بعض الإعدادات محدَّدة من قِبل {company}</translation>
        </message>
        <message>
            <source>{count} numbers, refreshed {when}</source>
            <translation>الأرقام: {count}، آخر تحديث: {when}</translation>
        </message>
    </context>
    <context>
        <name>SuggestionsPopup</name>
        <message>
            <source>Suggestions</source>
            <translation>اقتراحات</translation>
        </message>
    </context>
    <context>
        <name>SupportDialog</name>
        <message>
            <source>&amp;Save as…</source>
            <translation>حفظ باسم (&amp;S)…</translation>
        </message>
        <message>
            <source>(empty)</source>
            <translation>(فارغ)</translation>
        </message>
        <message>
            <source>Close</source>
            <translation>إغلاق</translation>
        </message>
        <message>
            <source>Files of the report</source>
            <translation>ملفات التقرير</translation>
        </message>
        <message>
            <source>Report for support</source>
            <translation>تقرير للدعم</translation>
        </message>
        <message>
            <source>Save the report</source>
            <translation>حفظ التقرير</translation>
        </message>
        <message>
            <source>The report is being put together.</source>
            <translation>جارٍ إعداد التقرير.</translation>
        </message>
        <message>
            <source>These files are what is saved, nothing more. Telephone numbers, account identifiers and secrets were taken out. Nothing is sent: hand the file on yourself.</source>
            <translation>هذه الملفات هي كل ما يُحفظ، لا أكثر. أُزيلت أرقام الهاتف ومعرّفات الحساب والأسرار. لا يُرسل شيء: تسليم الملف متروك لك.</translation>
        </message>
        <message>
            <source>Zip files (*.zip)</source>
            <translation>ملفات Zip (*.zip)</translation>
        </message>
    </context>
    <context>
        <name>SupportModel</name>
        <message>
            <source>Saved as {path}.</source>
            <translation>حُفظ باسم {path}.</translation>
        </message>
    </context>
    <context>
        <name>TeamChangeBar</name>
        <message>
            <source>&amp;Pinned: they cannot change it</source>
            <translation>مثبَّت: لا يمكنهم تغييره (&amp;P)</translation>
        </message>
        <message>
            <source>&amp;Set</source>
            <translation>تحديد (&amp;S)</translation>
        </message>
        <message>
            <source>&amp;Undo</source>
            <translation>تراجع (&amp;U)</translation>
        </message>
        <message>
            <source>A change is under way.</source>
            <translation>يجري تغيير الآن.</translation>
        </message>
        <message>
            <source>Agents done</source>
            <translation>الموظفون المنجَزون</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>إلغاء</translation>
        </message>
        <message>
            <source>Cancelling…</source>
            <translation>جارٍ الإلغاء…</translation>
        </message>
        <message>
            <source>Choose a number first.</source>
            <translation>يُرجى اختيار رقم أولًا.</translation>
        </message>
        <message>
            <source>Details…</source>
            <translation>التفاصيل…</translation>
        </message>
        <message>
            <source>Enter: choose · Ctrl+P: keep at the top · Esc: close</source>
            <translation>Enter: اختيار · Ctrl+P: إبقاء في الأعلى · Esc: إغلاق</translation>
        </message>
        <message>
            <source>Number to set: {number}</source>
            <translation>الرقم المراد تحديده: {number}</translation>
        </message>
        <message>
            <source>Numbers of the account</source>
            <translation>أرقام الحساب</translation>
        </message>
        <message>
            <source>Preview…</source>
            <translation>معاينة…</translation>
        </message>
        <message>
            <source>Reason</source>
            <translation>السبب</translation>
        </message>
        <message>
            <source>Reason: the agents read it</source>
            <translation>السبب: يقرؤه الموظفون</translation>
        </message>
        <message>
            <source>See what it means for whom (Ctrl+Enter)</source>
            <translation>معاينة أثره على كل موظف (Ctrl+Enter)</translation>
        </message>
        <message>
            <source>Select agents in the table first.</source>
            <translation>يُرجى تحديد موظفين في الجدول أولًا.</translation>
        </message>
        <message>
            <source>Select agents with Shift or Ctrl; Ctrl+A selects all that are shown.</source>
            <translation>تحديد الموظفين بمفتاح Shift أو Ctrl؛ وCtrl+A يحدد كل المعروضين.</translation>
        </message>
        <message>
            <source>Take back: {change}</source>
            <translation>تراجع عن: {change}</translation>
        </message>
        <message>
            <source>Take back: {change} (Ctrl+Z)</source>
            <translation>تراجع عن: {change} (Ctrl+Z)</translation>
        </message>
        <message>
            <source>The agents read it, and it stands in the record.</source>
            <translation>يقرؤه الموظفون ويُحفظ في السجل.</translation>
        </message>
        <message>
            <source>choose a number</source>
            <translation>اختيار رقم</translation>
        </message>
        <message>
            <source>none yet</source>
            <translation>لا شيء بعد</translation>
        </message>
        <message>
            <source>{count} of {total} agents selected.</source>
            <translation>الموظفون المحدَّدون: {count} من {total}.</translation>
        </message>
        <message>
            <source>{done} of {total} agents</source>
            <translation>الموظفون: {done} من {total}</translation>
        </message>
    </context>
    <context>
        <name>TeamMenu</name>
        <message>
            <source>&amp;Open the team</source>
            <translation>فتح الفريق (&amp;O)</translation>
        </message>
        <message>
            <source>&amp;Team</source>
            <translation>الفريق (&amp;T)</translation>
        </message>
    </context>
    <context>
        <name>TeamModel</name>
        <message>
            <source>Changed again by somebody since: {count}.</source>
            <translation>غيّره شخص مجددًا منذ ذلك الحين: {count}.</translation>
        </message>
    </context>
    <context>
        <name>TeamNumbersModel</name>
        <message>
            <source>Default (automatic)</source>
            <translation>افتراضي (تلقائي)</translation>
        </message>
        <message>
            <source>Nothing: clear what was set</source>
            <translation>لا شيء: مسح ما حُدّد</translation>
        </message>
        <message>
            <source>The company's settings decide again.</source>
            <translation>تعود إعدادات الشركة إلى السريان.</translation>
        </message>
        <message>
            <source>The rules choose for each call.</source>
            <translation>القواعد تختار لكل مكالمة.</translation>
        </message>
    </context>
    <context>
        <name>TeamPage</name>
        <message>
            <source>&amp;Choose the number to set</source>
            <translation>اختيار الرقم المراد تحديده (&amp;C)</translation>
        </message>
        <message>
            <source>&amp;Export the record as CSV…</source>
            <translation>تصدير السجل بصيغة CSV (&amp;E)…</translation>
        </message>
        <message>
            <source>&amp;Find</source>
            <translation>بحث (&amp;F)</translation>
        </message>
        <message>
            <source>&amp;Record of changes</source>
            <translation>سجل التغييرات (&amp;R)</translation>
        </message>
        <message>
            <source>&amp;Undo the latest change</source>
            <translation>تراجع عن آخر تغيير (&amp;U)</translation>
        </message>
        <message>
            <source>Back</source>
            <translation>رجوع</translation>
        </message>
        <message>
            <source>Find an agent, a ring group, a caller ID, a name</source>
            <translation>البحث عن موظف أو مجموعة رنين أو معرّف متصل أو اسم</translation>
        </message>
        <message>
            <source>Find in the team</source>
            <translation>البحث في الفريق</translation>
        </message>
        <message>
            <source>No agent matches “{text}”.</source>
            <translation>لا يوجد موظف يطابق «{text}».</translation>
        </message>
        <message>
            <source>Pre&amp;view…</source>
            <translation>معاينة (&amp;V)…</translation>
        </message>
        <message>
            <source>Read &amp;again</source>
            <translation>إعادة القراءة (&amp;A)</translation>
        </message>
        <message>
            <source>Read again</source>
            <translation>إعادة القراءة</translation>
        </message>
        <message>
            <source>Reading the team from TaskRouter…</source>
            <translation>جارٍ قراءة الفريق من TaskRouter…</translation>
        </message>
        <message>
            <source>Team</source>
            <translation>الفريق</translation>
        </message>
        <message>
            <source>The TaskRouter workspace has no workers. Add one for each agent, with the agent's name, in the Twilio Console.</source>
            <translation>لا يوجد أي Worker في مساحة عمل TaskRouter. يُرجى إضافة واحد لكل موظف باسمه في Twilio Console.</translation>
        </message>
        <message>
            <source>The team could not be read. {problem}</source>
            <translation>تعذّرت قراءة الفريق. {problem}</translation>
        </message>
        <message>
            <source>{count} agents · as of {time}</source>
            <translation>الموظفون: {count} · حتى {time}</translation>
        </message>
        <message>
            <source>{count} agents · reading again…</source>
            <translation>الموظفون: {count} · جارٍ إعادة القراءة…</translation>
        </message>
    </context>
    <context>
        <name>TeamRows</name>
        <message>
            <source>Agent</source>
            <translation>الموظف</translation>
        </message>
        <message>
            <source>Automated</source>
            <translation>آلي</translation>
        </message>
        <message>
            <source>By</source>
            <translation>بواسطة</translation>
        </message>
        <message>
            <source>Caller ID</source>
            <translation>معرّف المتصل</translation>
        </message>
        <message>
            <source>Customized</source>
            <translation>مخصَّص</translation>
        </message>
        <message>
            <source>Mode</source>
            <translation>الوضع</translation>
        </message>
        <message>
            <source>Now</source>
            <translation>الآن</translation>
        </message>
        <message>
            <source>Pinned</source>
            <translation>مثبَّت</translation>
        </message>
        <message>
            <source>Ring groups</source>
            <translation>مجموعات الرنين</translation>
        </message>
        <message>
            <source>Since</source>
            <translation>منذ</translation>
        </message>
        <message>
            <source>Until</source>
            <translation>حتى</translation>
        </message>
        <message>
            <source>Why</source>
            <translation>السبب</translation>
        </message>
        <message>
            <source>none: every call asks</source>
            <translation>لا شيء: يُسأل عند كل مكالمة</translation>
        </message>
        <message>
            <source>nothing</source>
            <translation>لا شيء</translation>
        </message>
        <message>
            <source>on a call</source>
            <translation>في مكالمة</translation>
        </message>
        <message>
            <source>one fixed number</source>
            <translation>رقم واحد ثابت</translation>
        </message>
        <message>
            <source>pinned</source>
            <translation>مثبَّت</translation>
        </message>
    </context>
    <context>
        <name>TeamSheets</name>
        <message>
            <source>&amp;Apply to {count}</source>
            <translation>تطبيق على {count} (&amp;A)</translation>
        </message>
        <message>
            <source>&amp;Export as CSV…</source>
            <translation>تصدير بصيغة CSV (&amp;E)…</translation>
        </message>
        <message>
            <source>Agent</source>
            <translation>الموظف</translation>
        </message>
        <message>
            <source>By</source>
            <translation>بواسطة</translation>
        </message>
        <message>
            <source>CSV files (*.csv)</source>
            <translation>ملفات CSV (*.csv)</translation>
        </message>
        <message>
            <source>Caller ID</source>
            <translation>معرّف المتصل</translation>
        </message>
        <message>
            <source>Cancel</source>
            <translation>إلغاء</translation>
        </message>
        <message>
            <source>Changes of caller IDs</source>
            <translation>تغييرات معرّفات المتصل</translation>
        </message>
        <message>
            <source>Changes of {agent}'s caller ID</source>
            <translation>تغييرات معرّف المتصل لدى {agent}</translation>
        </message>
        <message>
            <source>Export the record of changes</source>
            <translation>تصدير سجل التغييرات</translation>
        </message>
        <message>
            <source>From</source>
            <translation>من</translation>
        </message>
        <message>
            <source>Now</source>
            <translation>الآن</translation>
        </message>
        <message>
            <source>Pinned</source>
            <translation>مثبَّت</translation>
        </message>
        <message>
            <source>Preview of the change</source>
            <translation>معاينة التغيير</translation>
        </message>
        <message>
            <source>Result</source>
            <translation>النتيجة</translation>
        </message>
        <message>
            <source>The latest first. Each worker at TaskRouter keeps ten; this machine keeps all it has seen.</source>
            <translation>الأحدث أولًا. يحتفظ كل Worker لدى TaskRouter بعشرة؛ ويحتفظ هذا الجهاز بكل ما اطّلع عليه.</translation>
        </message>
        <message>
            <source>Then</source>
            <translation>بعد التغيير</translation>
        </message>
        <message>
            <source>There is nobody for whom this would change anything.</source>
            <translation>لن يغيّر هذا شيئًا لأي أحد.</translation>
        </message>
        <message>
            <source>Those to look at come first.</source>
            <translation>ما يستحق الانتباه يأتي أولًا.</translation>
        </message>
        <message>
            <source>To</source>
            <translation>إلى</translation>
        </message>
        <message>
            <source>To know</source>
            <translation>ملاحظة</translation>
        </message>
        <message>
            <source>Until</source>
            <translation>حتى</translation>
        </message>
        <message>
            <source>What became of the change</source>
            <translation>نتيجة التغيير</translation>
        </message>
        <message>
            <source>What happens</source>
            <translation>ما سيحدث</translation>
        </message>
        <message>
            <source>When</source>
            <translation>متى</translation>
        </message>
        <message>
            <source>Why</source>
            <translation>السبب</translation>
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
            <translation>الموظفون</translation>
        </message>
        <message>
            <source>Shift or Ctrl selects many; the menu key has more.</source>
            <translation>مفتاح Shift أو Ctrl يحدد عدة موظفين؛ مفتاح القائمة يعرض المزيد.</translation>
        </message>
    </context>
    <context>
        <name>TeamWords</name>
        <message>
            <source>Clear what was set</source>
            <translation>مسح ما حُدّد</translation>
        </message>
        <message>
            <source>by itself</source>
            <translation>تلقائيًا</translation>
        </message>
        <message>
            <source>changed</source>
            <translation>تغيّر</translation>
        </message>
        <message>
            <source>changed by somebody else</source>
            <translation>غيّره شخص آخر</translation>
        </message>
        <message>
            <source>changes</source>
            <translation>سيتغيّر</translation>
        </message>
        <message>
            <source>failed</source>
            <translation>فشل</translation>
        </message>
        <message>
            <source>has it already</source>
            <translation>لديه بالفعل</translation>
        </message>
        <message>
            <source>may not use it</source>
            <translation>لا يُسمح له به</translation>
        </message>
        <message>
            <source>needed no change</source>
            <translation>لم يلزم تغيير</translation>
        </message>
        <message>
            <source>not done</source>
            <translation>لم يُنفَّذ</translation>
        </message>
        <message>
            <source>nothing</source>
            <translation>لا شيء</translation>
        </message>
        <message>
            <source>pinned</source>
            <translation>مثبَّت</translation>
        </message>
        <message>
            <source>stays as it is: {why}</source>
            <translation>يبقى كما هو: {why}</translation>
        </message>
        <message>
            <source>{count} changed.</source>
            <translation>تغيّر: {count}.</translation>
        </message>
        <message>
            <source>{count} failed.</source>
            <translation>فشل: {count}.</translation>
        </message>
        <message>
            <source>{count} have it already: nothing changes for them.</source>
            <translation>لديهم بالفعل ولا يتغير لهم شيء: {count}.</translation>
        </message>
        <message>
            <source>{count} may not use it and stay as they are.</source>
            <translation>لا يُسمح لهم به ويبقون كما هم: {count}.</translation>
        </message>
        <message>
            <source>{count} may not use it and stay as they are; the reasons are below.</source>
            <translation>لا يُسمح لهم به ويبقون كما هم: {count}؛ الأسباب أدناه.</translation>
        </message>
        <message>
            <source>{count} needed no change.</source>
            <translation>لم يلزم تغيير: {count}.</translation>
        </message>
        <message>
            <source>{count} put back.</source>
            <translation>أُعيد إلى ما كان: {count}.</translation>
        </message>
        <message>
            <source>{count} were changed by somebody else meanwhile, and that stays.</source>
            <translation>غيّره شخص آخر في هذه الأثناء ويبقى ذلك: {count}.</translation>
        </message>
        <message>
            <source>{count} were not done.</source>
            <translation>لم يُنفَّذ: {count}.</translation>
        </message>
        <message>
            <source>{count} will change.</source>
            <translation>سيتغيّر: {count}.</translation>
        </message>
        <message>
            <source>{what}, for good</source>
            <translation>{what}، بشكل دائم</translation>
        </message>
        <message>
            <source>{what}, for good, pinned</source>
            <translation>{what}، بشكل دائم، مثبَّت</translation>
        </message>
        <message>
            <source>{what}, until {until}</source>
            <translation>{what}، حتى {until}</translation>
        </message>
        <message>
            <source>{what}, until {until}, pinned</source>
            <translation>{what}، حتى {until}، مثبَّت</translation>
        </message>
    </context>
    <context>
        <name>TonePad</name>
        <message>
            <source>Digits that you type now go to the call.</source>
            <translation>الأرقام التي تُكتب الآن تُرسل إلى المكالمة.</translation>
        </message>
        <message>
            <source>Keypad tones</source>
            <translation>نغمات لوحة الأرقام</translation>
        </message>
        <message>
            <source>Tones sent: {heard}</source>
            <translation>النغمات المرسلة: {heard}</translation>
        </message>
        <message>
            <source>Tones sent: {heard}. Sending {waiting}…</source>
            <translation>النغمات المرسلة: {heard}. جارٍ إرسال {waiting}…</translation>
        </message>
        <message>
            <source>Type the digits, or press the keys: they go to the call.</source>
            <translation>كتابة الأرقام أو ضغط المفاتيح: تُرسل إلى المكالمة.</translation>
        </message>
    </context>
    <context>
        <name>Tray</name>
        <message>
            <source>&amp;Hang up</source>
            <translation>إنهاء المكالمة (&amp;H)</translation>
        </message>
        <message>
            <source>&amp;Mute</source>
            <translation>كتم (&amp;M)</translation>
        </message>
        <message>
            <source>&amp;Open Softphone</source>
            <translation>فتح Softphone (&amp;O)</translation>
        </message>
        <message>
            <source>&amp;Quit</source>
            <translation>إنهاء البرنامج (&amp;Q)</translation>
        </message>
        <message>
            <source>&amp;Redial</source>
            <translation>إعادة الاتصال (&amp;R)</translation>
        </message>
        <message>
            <source>Call from the &amp;clipboard</source>
            <translation>الاتصال من الحافظة (&amp;C)</translation>
        </message>
    </context>
    <context>
        <name>TrayMenu</name>
        <message>
            <source>Call from the &amp;clipboard: {number}</source>
            <translation>الاتصال من الحافظة (&amp;C): {number}</translation>
        </message>
        <message>
            <source>No number on the clipboard</source>
            <translation>لا يوجد رقم في الحافظة</translation>
        </message>
        <message>
            <source>Softphone</source>
            <translation>Softphone</translation>
        </message>
        <message>
            <source>Softphone: calling {number}</source>
            <translation>Softphone: جارٍ الاتصال بـ {number}</translation>
        </message>
        <message>
            <source>Softphone: nobody is signed in</source>
            <translation>Softphone: لم يسجّل أحد الدخول</translation>
        </message>
        <message>
            <source>Softphone: talking to {number}</source>
            <translation>Softphone: مكالمة مع {number}</translation>
        </message>
        <message>
            <source>Softphone: talking to {number}, muted</source>
            <translation>Softphone: مكالمة مع {number}، الصوت مكتوم</translation>
        </message>
    </context>
    <context>
        <name>Until</name>
        <message>
            <source>For how long</source>
            <translation>المدة</translation>
        </message>
        <message>
            <source>Until</source>
            <translation>حتى</translation>
        </message>
        <message>
            <source>for 1 hour</source>
            <translation>لمدة ساعة واحدة</translation>
        </message>
        <message>
            <source>for good</source>
            <translation>بشكل دائم</translation>
        </message>
        <message>
            <source>until another time…</source>
            <translation>حتى وقت آخر…</translation>
        </message>
        <message>
            <source>until today, 18:00</source>
            <translation>حتى اليوم، 18:00</translation>
        </message>
        <message>
            <source>until tomorrow, 18:00</source>
            <translation>حتى الغد، 18:00</translation>
        </message>
        <message>
            <source>until {time}</source>
            <translation>حتى {time}</translation>
        </message>
    </context>
    <context>
        <name>WelcomePage</name>
        <message>
            <source>&amp;Sign in…</source>
            <translation>تسجيل الدخول (&amp;S)…</translation>
        </message>
        <message>
            <source>&amp;Try it in the sandbox</source>
            <translation>تجربته في بيئة التجربة (&amp;T)</translation>
        </message>
        <message>
            <source>A company of its own on this computer: call and look around, no real telephone rings.</source>
            <translation>شركة تدريبية على هذا الحاسوب: للاتصال والاستكشاف، ولا يرن أي هاتف حقيقي.</translation>
        </message>
        <message>
            <source>Use your company's Twilio account; your supervisor has what it asks for.</source>
            <translation>استخدام حساب Twilio الخاص بشركتك؛ البيانات المطلوبة لدى المشرف.</translation>
        </message>
        <message>
            <source>Welcome to Softphone</source>
            <translation>مرحبًا بك في Softphone</translation>
        </message>
    </context>
    <context>
        <name>WhyModel</name>
        <message>
            <source>The list of numbers was read from Twilio on {when}.</source>
            <translation>قُرئت قائمة الأرقام من Twilio في {when}.</translation>
        </message>
        <message>
            <source>{number}: {why}</source>
            <translation>{number}: {why}</translation>
        </message>
        <message>
            <source>{why}. By the rules alone it would be:</source>
            <translation>{why}. وبحسب القواعد وحدها كان سيُختار:</translation>
        </message>
    </context>
    <context>
        <name>WhyPopup</name>
        <message>
            <source>Numbers passed over</source>
            <translation>الأرقام المتجاوَزة</translation>
        </message>
        <message>
            <source>Passed over</source>
            <translation>المتجاوَزة</translation>
        </message>
        <message>
            <source>Why this number?</source>
            <translation>لماذا هذا الرقم؟</translation>
        </message>
        <message>
            <source>found</source>
            <translation>وُجد</translation>
        </message>
        <message>
            <source>nobody</source>
            <translation>لا شيء</translation>
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
            <translation>قُرئ 00 على أنه +.</translation>
        </message>
        <message>
            <source>15 was read as the 9 of Argentina's mobiles.</source>
            <translation>قُرئ 15 على أنه الرقم 9 للهواتف المحمولة في الأرجنتين.</translation>
        </message>
        <message>
            <source>A SIP address, a phone number, or client: and a name.</source>
            <translation>عنوان SIP، أو رقم هاتف، أو client: متبوعًا باسم.</translation>
        </message>
        <message>
            <source>A contact needs a telephone number.</source>
            <translation>تحتاج جهة الاتصال إلى رقم هاتف.</translation>
        </message>
        <message>
            <source>A new one is asked for by itself. If this stays, look at this computer's clock.</source>
            <translation>يُطلب رمز جديد تلقائيًا. إذا استمر ذلك، يُرجى التحقق من ساعة هذا الحاسوب.</translation>
        </message>
        <message>
            <source>A newer version of this program may know better; tell its makers.</source>
            <translation>قد يعالج إصدار أحدث ذلك؛ أخبر صانعي البرنامج.</translation>
        </message>
        <message>
            <source>A quotation mark is opened here and not closed.</source>
            <translation>فُتحت هنا علامة اقتباس ولم تُغلق.</translation>
        </message>
        <message>
            <source>A sandbox must be on this machine; “{url}” is not.</source>
            <translation>يجب أن تكون بيئة التجربة على هذا الجهاز؛ «{url}» ليس كذلك.</translation>
        </message>
        <message>
            <source>A short code cannot be called.</source>
            <translation>لا يمكن الاتصال برقم قصير.</translation>
        </message>
        <message>
            <source>A system library that audio in the app needs is missing.</source>
            <translation>مكتبة نظام يحتاجها الصوت داخل التطبيق مفقودة.</translation>
        </message>
        <message>
            <source>A trial account calls verified numbers only.</source>
            <translation>الحساب التجريبي يتصل بالأرقام الموثَّقة فقط.</translation>
        </message>
        <message>
            <source>A trial account cannot do this.</source>
            <translation>لا يمكن للحساب التجريبي القيام بذلك.</translation>
        </message>
        <message>
            <source>A web page came in place of Twilio's answer: this network may want you to sign in first.</source>
            <translation>وصلت صفحة ويب بدل جواب Twilio: قد تطلب هذه الشبكة تسجيل الدخول أولًا.</translation>
        </message>
        <message>
            <source>API key SID</source>
            <translation>معرّف SID لمفتاح API</translation>
        </message>
        <message>
            <source>Account</source>
            <translation>الحساب</translation>
        </message>
        <message>
            <source>Account SID</source>
            <translation>معرّف SID للحساب</translation>
        </message>
        <message>
            <source>Acre</source>
            <translation>أكري</translation>
        </message>
        <message>
            <source>Afghanistan</source>
            <translation>أفغانستان</translation>
        </message>
        <message>
            <source>Alabama</source>
            <translation>ألاباما</translation>
        </message>
        <message>
            <source>Alagoas</source>
            <translation>ألاغواس</translation>
        </message>
        <message>
            <source>Alaska</source>
            <translation>ألاسكا</translation>
        </message>
        <message>
            <source>Albania</source>
            <translation>ألبانيا</translation>
        </message>
        <message>
            <source>Alberta</source>
            <translation>ألبرتا</translation>
        </message>
        <message>
            <source>Algeria</source>
            <translation>الجزائر</translation>
        </message>
        <message>
            <source>Allow it in the system's privacy settings, then call again.</source>
            <translation>يُرجى السماح بذلك في إعدادات الخصوصية للنظام ثم إعادة الاتصال.</translation>
        </message>
        <message>
            <source>Amapá</source>
            <translation>أمابا</translation>
        </message>
        <message>
            <source>Amazonas</source>
            <translation>أمازوناس</translation>
        </message>
        <message>
            <source>American Samoa</source>
            <translation>ساموا الأمريكية</translation>
        </message>
        <message>
            <source>An administrator can allow it under Voice, Geographic permissions in the Twilio Console.</source>
            <translation>يمكن للمسؤول السماح بذلك في Twilio Console ضمن Voice، ثم Geographic permissions.</translation>
        </message>
        <message>
            <source>An administrator can correct it in the company's settings.</source>
            <translation>يمكن للمسؤول تصحيحه في إعدادات الشركة.</translation>
        </message>
        <message>
            <source>An administrator can give the key that permission.</source>
            <translation>يمكن للمسؤول منح المفتاح هذه الصلاحية.</translation>
        </message>
        <message>
            <source>An administrator can put the worker's attributes right: they must be a JSON object.</source>
            <translation>يمكن للمسؤول تصحيح سمات Worker: يجب أن تكون كائن JSON.</translation>
        </message>
        <message>
            <source>An answer pointed to an address that is not Twilio's, and was not followed.</source>
            <translation>أشار جواب إلى عنوان ليس لـ Twilio فلم يُتبع.</translation>
        </message>
        <message>
            <source>Andorra</source>
            <translation>أندورا</translation>
        </message>
        <message>
            <source>Angola</source>
            <translation>أنغولا</translation>
        </message>
        <message>
            <source>Anguilla</source>
            <translation>أنغويلا</translation>
        </message>
        <message>
            <source>Antigua &amp; Barbuda</source>
            <translation>أنتيغوا وبربودا</translation>
        </message>
        <message>
            <source>Any number of the account</source>
            <translation>أي رقم في الحساب</translation>
        </message>
        <message>
            <source>Argentina</source>
            <translation>الأرجنتين</translation>
        </message>
        <message>
            <source>Arizona</source>
            <translation>أريزونا</translation>
        </message>
        <message>
            <source>Arkansas</source>
            <translation>أركنساس</translation>
        </message>
        <message>
            <source>Armenia</source>
            <translation>أرمينيا</translation>
        </message>
        <message>
            <source>Aruba</source>
            <translation>أروبا</translation>
        </message>
        <message>
            <source>As the system</source>
            <translation>مثل النظام</translation>
        </message>
        <message>
            <source>As your supervisor knows it, e.g. ana.</source>
            <translation>كما يعرفه المشرف لديك، مثل ana.</translation>
        </message>
        <message>
            <source>Ascension Island</source>
            <translation>جزيرة أسينشيون</translation>
        </message>
        <message>
            <source>Ask the person who manages your Twilio account.</source>
            <translation>يُرجى سؤال الشخص الذي يدير حساب Twilio لديك.</translation>
        </message>
        <message>
            <source>Ask whoever runs your network for a proxy with a password, or for an exception.</source>
            <translation>اطلب من مسؤول الشبكة خادم وكيل بكلمة مرور أو استثناء.</translation>
        </message>
        <message>
            <source>Ask whoever runs your network to allow Twilio's voice media.</source>
            <translation>يُرجى أن تطلب ممن يدير شبكتك السماح بوسائط Twilio الصوتية.</translation>
        </message>
        <message>
            <source>Ask whoever runs your network to allow api.twilio.com.</source>
            <translation>اطلب من مسؤول الشبكة السماح بـ api.twilio.com.</translation>
        </message>
        <message>
            <source>Ask whoever runs your network to install their certificate, or set SSL_CERT_FILE.</source>
            <translation>اطلب من مسؤول الشبكة تثبيت شهادتها أو اضبط SSL_CERT_FILE.</translation>
        </message>
        <message>
            <source>Ask whoever runs your network; the proxy is set in HTTPS_PROXY.</source>
            <translation>اسأل مسؤول الشبكة؛ الوكيل محدد في HTTPS_PROXY.</translation>
        </message>
        <message>
            <source>Ask {by}.</source>
            <translation>يُرجى سؤال {by}.</translation>
        </message>
        <message>
            <source>Audio in the app is not installed.</source>
            <translation>الصوت داخل التطبيق غير مثبَّت.</translation>
        </message>
        <message>
            <source>Audio in the app is off: your calls ring at another phone.</source>
            <translation>الصوت داخل التطبيق متوقف: ترن مكالماتك على هاتف آخر.</translation>
        </message>
        <message>
            <source>Australia</source>
            <translation>أستراليا</translation>
        </message>
        <message>
            <source>Australia (AU1)</source>
            <translation>أستراليا (AU1)</translation>
        </message>
        <message>
            <source>Austria</source>
            <translation>النمسا</translation>
        </message>
        <message>
            <source>Automated uses verified numbers</source>
            <translation>استخدام الأرقام الموثَّقة في الوضع الآلي</translation>
        </message>
        <message>
            <source>Azerbaijan</source>
            <translation>أذربيجان</translation>
        </message>
        <message>
            <source>Bad</source>
            <translation>سيئة</translation>
        </message>
        <message>
            <source>Bahamas</source>
            <translation>جزر البهاما</translation>
        </message>
        <message>
            <source>Bahia</source>
            <translation>باهيا</translation>
        </message>
        <message>
            <source>Bahrain</source>
            <translation>البحرين</translation>
        </message>
        <message>
            <source>Bangladesh</source>
            <translation>بنغلاديش</translation>
        </message>
        <message>
            <source>Barbados</source>
            <translation>بربادوس</translation>
        </message>
        <message>
            <source>Belarus</source>
            <translation>بيلاروس</translation>
        </message>
        <message>
            <source>Belgium</source>
            <translation>بلجيكا</translation>
        </message>
        <message>
            <source>Belize</source>
            <translation>بليز</translation>
        </message>
        <message>
            <source>Benin</source>
            <translation>بنين</translation>
        </message>
        <message>
            <source>Bermuda</source>
            <translation>برمودا</translation>
        </message>
        <message>
            <source>Bhutan</source>
            <translation>بوتان</translation>
        </message>
        <message>
            <source>Bolivia</source>
            <translation>بوليفيا</translation>
        </message>
        <message>
            <source>Bosnia &amp; Herzegovina</source>
            <translation>البوسنة والهرسك</translation>
        </message>
        <message>
            <source>Botswana</source>
            <translation>بوتسوانا</translation>
        </message>
        <message>
            <source>Brazil</source>
            <translation>البرازيل</translation>
        </message>
        <message>
            <source>British Columbia</source>
            <translation>كولومبيا البريطانية</translation>
        </message>
        <message>
            <source>British Indian Ocean Territory</source>
            <translation>الإقليم البريطاني في المحيط الهندي</translation>
        </message>
        <message>
            <source>British Virgin Islands</source>
            <translation>جزر فيرجن البريطانية</translation>
        </message>
        <message>
            <source>Brunei</source>
            <translation>بروناي</translation>
        </message>
        <message>
            <source>Build it where npm is installed, or choose another phone under Account.</source>
            <translation>يُرجى بناؤه حيث يتوفر npm، أو اختيار هاتف آخر ضمن «الحساب».</translation>
        </message>
        <message>
            <source>Built in</source>
            <translation>مضمَّن في البرنامج</translation>
        </message>
        <message>
            <source>Bulgaria</source>
            <translation>بلغاريا</translation>
        </message>
        <message>
            <source>Burkina Faso</source>
            <translation>بوركينا فاسو</translation>
        </message>
        <message>
            <source>Burundi</source>
            <translation>بوروندي</translation>
        </message>
        <message>
            <source>California</source>
            <translation>كاليفورنيا</translation>
        </message>
        <message>
            <source>Call again.</source>
            <translation>يُرجى إعادة الاتصال.</translation>
        </message>
        <message>
            <source>Call again?</source>
            <translation>هل يُعاد الاتصال؟</translation>
        </message>
        <message>
            <source>Caller ID</source>
            <translation>معرّف المتصل</translation>
        </message>
        <message>
            <source>Calling is switched off for this Twilio account.</source>
            <translation>المكالمات معطلة في حساب Twilio هذا.</translation>
        </message>
        <message>
            <source>Calls will be hard to follow on this line at the moment.</source>
            <translation>يصعب حاليًا متابعة المكالمات على هذا الخط.</translation>
        </message>
        <message>
            <source>Cambodia</source>
            <translation>كمبوديا</translation>
        </message>
        <message>
            <source>Cameroon</source>
            <translation>الكاميرون</translation>
        </message>
        <message>
            <source>Canada</source>
            <translation>كندا</translation>
        </message>
        <message>
            <source>Cancelled.</source>
            <translation>أُلغي.</translation>
        </message>
        <message>
            <source>Cape Verde</source>
            <translation>الرأس الأخضر</translation>
        </message>
        <message>
            <source>Caribbean Netherlands</source>
            <translation>هولندا الكاريبية</translation>
        </message>
        <message>
            <source>Cayman Islands</source>
            <translation>جزر كايمان</translation>
        </message>
        <message>
            <source>Ceará</source>
            <translation>سيارا</translation>
        </message>
        <message>
            <source>Central African Republic</source>
            <translation>جمهورية أفريقيا الوسطى</translation>
        </message>
        <message>
            <source>Chad</source>
            <translation>تشاد</translation>
        </message>
        <message>
            <source>Check its SID and secret. A key of Ireland or Australia needs the setting twilio.region.</source>
            <translation>تحقق من معرّفه وسره. مفتاح أيرلندا أو أستراليا يحتاج إلى الإعداد twilio.region.</translation>
        </message>
        <message>
            <source>Check that it is there and that you may open it.</source>
            <translation>يُرجى التحقق من وجود الملف ومن صلاحية فتحه.</translation>
        </message>
        <message>
            <source>Check the account SID under Account.</source>
            <translation>يُرجى التحقق من معرّف SID للحساب ضمن «الحساب».</translation>
        </message>
        <message>
            <source>Check the account SID, and that the key was made in that account and region.</source>
            <translation>يُرجى التحقق من معرّف SID للحساب، ومن أن المفتاح أُنشئ في ذلك الحساب وتلك المنطقة.</translation>
        </message>
        <message>
            <source>Check the key, and that it was made in the region that twilio.region names.</source>
            <translation>تحقق من المفتاح ومن أنه أُنشئ في المنطقة التي يحددها twilio.region.</translation>
        </message>
        <message>
            <source>Check the network connection, then try again.</source>
            <translation>يُرجى التحقق من اتصال الشبكة ثم إعادة المحاولة.</translation>
        </message>
        <message>
            <source>Check the network connection. It is tried again by itself.</source>
            <translation>يُرجى التحقق من اتصال الشبكة. تُعاد المحاولة تلقائيًا.</translation>
        </message>
        <message>
            <source>Check the network connection; ask whoever runs it to allow Twilio's voice media.</source>
            <translation>يُرجى التحقق من اتصال الشبكة؛ والطلب ممن يديرها السماح بوسائط Twilio الصوتية.</translation>
        </message>
        <message>
            <source>Check the network connection; behind a proxy, set HTTPS_PROXY.</source>
            <translation>تحقق من اتصال الشبكة؛ وخلف وكيل اضبط HTTPS_PROXY.</translation>
        </message>
        <message>
            <source>Check the number and call again.</source>
            <translation>يُرجى التحقق من الرقم وإعادة الاتصال.</translation>
        </message>
        <message>
            <source>Check the number.</source>
            <translation>تحقق من الرقم.</translation>
        </message>
        <message>
            <source>Check what stands between this computer and Twilio, then try again.</source>
            <translation>تحقق مما بين هذا الحاسوب وTwilio ثم حاول مرة أخرى.</translation>
        </message>
        <message>
            <source>Check what stands between this computer and Twilio.</source>
            <translation>تحقق مما بين هذا الحاسوب وTwilio.</translation>
        </message>
        <message>
            <source>Check who may write there; then try again.</source>
            <translation>يُرجى التحقق ممن يُسمح له بالكتابة هناك، ثم إعادة المحاولة.</translation>
        </message>
        <message>
            <source>Chile</source>
            <translation>تشيلي</translation>
        </message>
        <message>
            <source>China</source>
            <translation>الصين</translation>
        </message>
        <message>
            <source>Choose a later time.</source>
            <translation>يُرجى اختيار وقت لاحق.</translation>
        </message>
        <message>
            <source>Choose another caller ID.</source>
            <translation>يُرجى اختيار معرّف متصل آخر.</translation>
        </message>
        <message>
            <source>Choose another folder.</source>
            <translation>يُرجى اختيار مجلد آخر.</translation>
        </message>
        <message>
            <source>Choose another name under Account: letters, digits, - and _.</source>
            <translation>يُرجى اختيار اسم آخر ضمن «الحساب»: حروف وأرقام و- و_.</translation>
        </message>
        <message>
            <source>Choose another number.</source>
            <translation>يُرجى اختيار رقم آخر.</translation>
        </message>
        <message>
            <source>Choose it in the system's settings.</source>
            <translation>يُرجى اختياره في إعدادات النظام.</translation>
        </message>
        <message>
            <source>Choose it to call it.</source>
            <translation>اختره للاتصال به.</translation>
        </message>
        <message>
            <source>Choose somebody else.</source>
            <translation>يُرجى اختيار شخص آخر.</translation>
        </message>
        <message>
            <source>Choose the number to show before you call.</source>
            <translation>يُرجى اختيار الرقم الظاهر قبل الاتصال.</translation>
        </message>
        <message>
            <source>Choose the one you want to call.</source>
            <translation>يُرجى اختيار الرقم المطلوب الاتصال به.</translation>
        </message>
        <message>
            <source>Chosen by you</source>
            <translation>من اختيارك</translation>
        </message>
        <message>
            <source>Christmas Island</source>
            <translation>جزيرة كريسماس</translation>
        </message>
        <message>
            <source>Close the other program, or choose another microphone under Preferences.</source>
            <translation>يُرجى إغلاق البرنامج الآخر، أو اختيار ميكروفون آخر في التفضيلات.</translation>
        </message>
        <message>
            <source>Closing the window keeps the softphone in the tray, where there is one. Off: closing quits.</source>
            <translation>إغلاق النافذة يُبقي الهاتف البرمجي في علبة النظام إن وُجدت. عند الإيقاف: الإغلاق يُنهي البرنامج.</translation>
        </message>
        <message>
            <source>Cocos (Keeling) Islands</source>
            <translation>جزر كوكوس (كيلينغ)</translation>
        </message>
        <message>
            <source>Codes with * or # cannot be dialled.</source>
            <translation>لا يمكن الاتصال بالرموز التي تحتوي على * أو #.</translation>
        </message>
        <message>
            <source>Colombia</source>
            <translation>كولومبيا</translation>
        </message>
        <message>
            <source>Colorado</source>
            <translation>كولورادو</translation>
        </message>
        <message>
            <source>Comoros</source>
            <translation>جزر القمر</translation>
        </message>
        <message>
            <source>Congo - Brazzaville</source>
            <translation>الكونغو - برازافيل</translation>
        </message>
        <message>
            <source>Congo - Kinshasa</source>
            <translation>الكونغو - كينشاسا</translation>
        </message>
        <message>
            <source>Connecticut</source>
            <translation>كونيتيكت</translation>
        </message>
        <message>
            <source>Contacts imported: {count}.</source>
            <translation>جهات الاتصال المستوردة: {count}.</translation>
        </message>
        <message>
            <source>Cook Islands</source>
            <translation>جزر كوك</translation>
        </message>
        <message>
            <source>Costa Rica</source>
            <translation>كوستاريكا</translation>
        </message>
        <message>
            <source>Croatia</source>
            <translation>كرواتيا</translation>
        </message>
        <message>
            <source>Ctrl+Shift+F8 hangs up, Ctrl+Shift+F9 takes the number from the clipboard. Not on macOS.</source>
            <translation>Ctrl+Shift+F8 ينهي المكالمة، وCtrl+Shift+F9 يأخذ الرقم من الحافظة. لا ينطبق على macOS.</translation>
        </message>
        <message>
            <source>Cuba</source>
            <translation>كوبا</translation>
        </message>
        <message>
            <source>Curaçao</source>
            <translation>كوراساو</translation>
        </message>
        <message>
            <source>Customized: the agent picks a number. Automated: the rules choose one for each call.</source>
            <translation>مخصَّص: الموظف يختار رقمًا. آلي: القواعد تختار رقمًا لكل مكالمة.</translation>
        </message>
        <message>
            <source>Cyprus</source>
            <translation>قبرص</translation>
        </message>
        <message>
            <source>Czechia</source>
            <translation>التشيك</translation>
        </message>
        <message>
            <source>Côte d’Ivoire</source>
            <translation>ساحل العاج</translation>
        </message>
        <message>
            <source>Dark</source>
            <translation>داكن</translation>
        </message>
        <message>
            <source>Default (automatic)</source>
            <translation>افتراضي (تلقائي)</translation>
        </message>
        <message>
            <source>Default is not offered here.</source>
            <translation>«افتراضي» غير متاح هنا.</translation>
        </message>
        <message>
            <source>Default is not offered to {agent}.</source>
            <translation>«افتراضي» غير متاح لـ {agent}.</translation>
        </message>
        <message>
            <source>Delaware</source>
            <translation>ديلاوير</translation>
        </message>
        <message>
            <source>Denmark</source>
            <translation>الدانمرك</translation>
        </message>
        <message>
            <source>Dialling</source>
            <translation>الاتصال</translation>
        </message>
        <message>
            <source>District of Columbia</source>
            <translation>مقاطعة كولومبيا</translation>
        </message>
        <message>
            <source>Distrito Federal</source>
            <translation>المقاطعة الاتحادية البرازيلية</translation>
        </message>
        <message>
            <source>Djibouti</source>
            <translation>جيبوتي</translation>
        </message>
        <message>
            <source>Dominica</source>
            <translation>دومينيكا</translation>
        </message>
        <message>
            <source>Dominican Republic</source>
            <translation>جمهورية الدومينيكان</translation>
        </message>
        <message>
            <source>Ecuador</source>
            <translation>الإكوادور</translation>
        </message>
        <message>
            <source>Egypt</source>
            <translation>مصر</translation>
        </message>
        <message>
            <source>El Salvador</source>
            <translation>السلفادور</translation>
        </message>
        <message>
            <source>Equatorial Guinea</source>
            <translation>غينيا الاستوائية</translation>
        </message>
        <message>
            <source>Eritrea</source>
            <translation>إريتريا</translation>
        </message>
        <message>
            <source>Espírito Santo</source>
            <translation>إسبيريتو سانتو</translation>
        </message>
        <message>
            <source>Estonia</source>
            <translation>إستونيا</translation>
        </message>
        <message>
            <source>Eswatini</source>
            <translation>إسواتيني</translation>
        </message>
        <message>
            <source>Ethiopia</source>
            <translation>إثيوبيا</translation>
        </message>
        <message>
            <source>Exactly as typed: nothing was assumed.</source>
            <translation>كما كُتب تمامًا: لم يُفترض شيء.</translation>
        </message>
        <message>
            <source>Export the contacts as CSV or vCard (.vcf), and choose that file.</source>
            <translation>يُرجى تصدير جهات الاتصال بصيغة CSV أو vCard (.vcf) واختيار ذلك الملف.</translation>
        </message>
        <message>
            <source>Export the contacts without pictures, or in several files.</source>
            <translation>يُرجى تصدير جهات الاتصال من دون صور، أو في عدة ملفات.</translation>
        </message>
        <message>
            <source>Extension {extension} is not dialled.</source>
            <translation>لا يُطلب الرقم الداخلي {extension}.</translation>
        </message>
        <message>
            <source>Fair</source>
            <translation>مقبولة</translation>
        </message>
        <message>
            <source>Falkland Islands</source>
            <translation>جزر فوكلاند</translation>
        </message>
        <message>
            <source>Faroe Islands</source>
            <translation>جزر فارو</translation>
        </message>
        <message>
            <source>Fiji</source>
            <translation>فيجي</translation>
        </message>
        <message>
            <source>Finish the transfer first.</source>
            <translation>يُرجى إتمام التحويل أولًا.</translation>
        </message>
        <message>
            <source>Finland</source>
            <translation>فنلندا</translation>
        </message>
        <message>
            <source>First of your local numbers</source>
            <translation>أول أرقامك المحلية</translation>
        </message>
        <message>
            <source>First of your local numbers in {country}</source>
            <translation>أول أرقامك المحلية في {country}</translation>
        </message>
        <message>
            <source>First of your local numbers with +{calling_code}</source>
            <translation>أول أرقامك المحلية التي تبدأ بـ +{calling_code}</translation>
        </message>
        <message>
            <source>Florida</source>
            <translation>فلوريدا</translation>
        </message>
        <message>
            <source>France</source>
            <translation>فرنسا</translation>
        </message>
        <message>
            <source>French Guiana</source>
            <translation>غويانا الفرنسية</translation>
        </message>
        <message>
            <source>French Polynesia</source>
            <translation>بولينيزيا الفرنسية</translation>
        </message>
        <message>
            <source>Gabon</source>
            <translation>الغابون</translation>
        </message>
        <message>
            <source>Gambia</source>
            <translation>غامبيا</translation>
        </message>
        <message>
            <source>Georgia</source>
            <translation>جورجيا</translation>
        </message>
        <message>
            <source>Georgia (country)</source>
            <translation>جورجيا (الدولة)</translation>
        </message>
        <message>
            <source>Germany</source>
            <translation>ألمانيا</translation>
        </message>
        <message>
            <source>Ghana</source>
            <translation>غانا</translation>
        </message>
        <message>
            <source>Gibraltar</source>
            <translation>جبل طارق</translation>
        </message>
        <message>
            <source>Go on. If it comes again, send a report: Help, Report for support.</source>
            <translation>تابع. وإن تكرر فأرسل تقريرًا: مساعدة، تقرير للدعم.</translation>
        </message>
        <message>
            <source>Goiás</source>
            <translation>غوياس</translation>
        </message>
        <message>
            <source>Good</source>
            <translation>جيدة</translation>
        </message>
        <message>
            <source>Greece</source>
            <translation>اليونان</translation>
        </message>
        <message>
            <source>Greenland</source>
            <translation>غرينلاند</translation>
        </message>
        <message>
            <source>Grenada</source>
            <translation>غرينادا</translation>
        </message>
        <message>
            <source>Guadeloupe</source>
            <translation>غوادلوب</translation>
        </message>
        <message>
            <source>Guam</source>
            <translation>غوام</translation>
        </message>
        <message>
            <source>Guatemala</source>
            <translation>غواتيمالا</translation>
        </message>
        <message>
            <source>Guernsey</source>
            <translation>غيرنزي</translation>
        </message>
        <message>
            <source>Guinea</source>
            <translation>غينيا</translation>
        </message>
        <message>
            <source>Guinea-Bissau</source>
            <translation>غينيا بيساو</translation>
        </message>
        <message>
            <source>Guyana</source>
            <translation>غيانا</translation>
        </message>
        <message>
            <source>Haiti</source>
            <translation>هايتي</translation>
        </message>
        <message>
            <source>Hanging up…</source>
            <translation>جارٍ إنهاء المكالمة…</translation>
        </message>
        <message>
            <source>Hawaii</source>
            <translation>هاواي</translation>
        </message>
        <message>
            <source>Home country</source>
            <translation>بلدك</translation>
        </message>
        <message>
            <source>Honduras</source>
            <translation>هندوراس</translation>
        </message>
        <message>
            <source>Hong Kong</source>
            <translation>هونغ كونغ الصينية (منطقة إدارية خاصة)</translation>
        </message>
        <message>
            <source>Hungary</source>
            <translation>هنغاريا</translation>
        </message>
        <message>
            <source>Iceland</source>
            <translation>آيسلندا</translation>
        </message>
        <message>
            <source>Idaho</source>
            <translation>أيداهو</translation>
        </message>
        <message>
            <source>Illinois</source>
            <translation>إلينوي</translation>
        </message>
        <message>
            <source>In a Flatpak the system's settings choose the program for links.</source>
            <translation>في Flatpak تختار إعدادات النظام برنامج الروابط.</translation>
        </message>
        <message>
            <source>In the tray, or minimised where there is none.</source>
            <translation>في علبة النظام، أو مصغَّرًا إن لم توجد.</translation>
        </message>
        <message>
            <source>In {country} this number is {number} today.</source>
            <translation>أصبح هذا الرقم اليوم في {country}: {number}.</translation>
        </message>
        <message>
            <source>India</source>
            <translation>الهند</translation>
        </message>
        <message>
            <source>Indiana</source>
            <translation>إنديانا</translation>
        </message>
        <message>
            <source>Indonesia</source>
            <translation>إندونيسيا</translation>
        </message>
        <message>
            <source>Install it with: pip install 'softphone[audio]'. Or choose another phone under Account.</source>
            <translation>يُرجى تثبيته بالأمر: pip install 'softphone[audio]'. أو اختيار هاتف آخر ضمن «الحساب».</translation>
        </message>
        <message>
            <source>Invisible characters were left out.</source>
            <translation>أُسقطت محارف غير مرئية.</translation>
        </message>
        <message>
            <source>Iowa</source>
            <translation>آيوا</translation>
        </message>
        <message>
            <source>Iran</source>
            <translation>إيران</translation>
        </message>
        <message>
            <source>Iraq</source>
            <translation>العراق</translation>
        </message>
        <message>
            <source>Ireland</source>
            <translation>أيرلندا</translation>
        </message>
        <message>
            <source>Ireland (IE1)</source>
            <translation>أيرلندا (IE1)</translation>
        </message>
        <message>
            <source>Isle of Man</source>
            <translation>جزيرة مان</translation>
        </message>
        <message>
            <source>Israel</source>
            <translation>إسرائيل</translation>
        </message>
        <message>
            <source>It cannot carry calls any more.</source>
            <translation>لم يعد يدعم المكالمات.</translation>
        </message>
        <message>
            <source>It cannot carry calls.</source>
            <translation>لا يدعم المكالمات.</translation>
        </message>
        <message>
            <source>It is not known where your phone rings.</source>
            <translation>لا يُعرف أين يرن هاتفك.</translation>
        </message>
        <message>
            <source>It is not known whether the other side still hears. Call again once your line is ready.</source>
            <translation>لا يُعرف إن كان الطرف الآخر لا يزال يسمع. يُرجى إعادة الاتصال عندما يصبح خطك جاهزًا.</translation>
        </message>
        <message>
            <source>It is set to receive fax.</source>
            <translation>هو معدّ لاستقبال الفاكس.</translation>
        </message>
        <message>
            <source>It is the number being called.</source>
            <translation>هو الرقم المتصَل به.</translation>
        </message>
        <message>
            <source>It is tried again by itself.</source>
            <translation>تُعاد المحاولة تلقائيًا.</translation>
        </message>
        <message>
            <source>It is {owner}'s dedicated line.</source>
            <translation>هو الخط الخاص بـ {owner}.</translation>
        </message>
        <message>
            <source>It looks like desk@acme.example.</source>
            <translation>يكون على شكل desk@acme.example.</translation>
        </message>
        <message>
            <source>It must be made with a standard API key of this account, or come from your company's token URL.</source>
            <translation>يجب إنشاؤه بمفتاح API قياسي لهذا الحساب، أو الحصول عليه من عنوان URL للرموز لدى شركتك.</translation>
        </message>
        <message>
            <source>It needs the permission “{needs}”; an administrator can give it that.</source>
            <translation>يتطلب ذلك صلاحية «{needs}»؛ يمكن للمسؤول منحها.</translation>
        </message>
        <message>
            <source>It replaced {caller_id}, which {by} had set at {time}.</source>
            <translation>حلّ محل {caller_id} الذي حدّده {by} في {time}.</translation>
        </message>
        <message>
            <source>It should be {expected}.</source>
            <translation>القيمة المتوقعة: {expected}.</translation>
        </message>
        <message>
            <source>It was cleared since.</source>
            <translation>مُسح منذ ذلك الحين.</translation>
        </message>
        <message>
            <source>Italy</source>
            <translation>إيطاليا</translation>
        </message>
        <message>
            <source>Jamaica</source>
            <translation>جامايكا</translation>
        </message>
        <message>
            <source>Japan</source>
            <translation>اليابان</translation>
        </message>
        <message>
            <source>Jersey</source>
            <translation>جيرسي</translation>
        </message>
        <message>
            <source>Jordan</source>
            <translation>الأردن</translation>
        </message>
        <message>
            <source>Kansas</source>
            <translation>كانساس</translation>
        </message>
        <message>
            <source>Kazakhstan</source>
            <translation>كازاخستان</translation>
        </message>
        <message>
            <source>Keep running in the tray</source>
            <translation>مواصلة العمل في علبة النظام</translation>
        </message>
        <message>
            <source>Kentucky</source>
            <translation>كنتاكي</translation>
        </message>
        <message>
            <source>Kenya</source>
            <translation>كينيا</translation>
        </message>
        <message>
            <source>Keys for when they have answered: {keys}.</source>
            <translation>مفاتيح لما بعد الرد: {keys}.</translation>
        </message>
        <message>
            <source>Keys that work in every window</source>
            <translation>مفاتيح تعمل في كل النوافذ</translation>
        </message>
        <message>
            <source>Kiribati</source>
            <translation>كيريباتي</translation>
        </message>
        <message>
            <source>Kosovo</source>
            <translation>كوسوفو</translation>
        </message>
        <message>
            <source>Kuwait</source>
            <translation>الكويت</translation>
        </message>
        <message>
            <source>Kyrgyzstan</source>
            <translation>قيرغيزستان</translation>
        </message>
        <message>
            <source>Language</source>
            <translation>اللغة</translation>
        </message>
        <message>
            <source>Laos</source>
            <translation>لاوس</translation>
        </message>
        <message>
            <source>Last resort</source>
            <translation>الملاذ الأخير</translation>
        </message>
        <message>
            <source>Latvia</source>
            <translation>لاتفيا</translation>
        </message>
        <message>
            <source>Leave a VPN if you may, and stop large uploads. Pause a little before you speak.</source>
            <translation>يُرجى قطع اتصال VPN إن كان ذلك مسموحًا، وإيقاف عمليات الرفع الكبيرة. ويُستحسن التوقف قليلًا قبل التحدث.</translation>
        </message>
        <message>
            <source>Lebanon</source>
            <translation>لبنان</translation>
        </message>
        <message>
            <source>Left out: “{text}”.</source>
            <translation>استُبعد: «{text}».</translation>
        </message>
        <message>
            <source>Lesotho</source>
            <translation>ليسوتو</translation>
        </message>
        <message>
            <source>Letters were read as keypad digits.</source>
            <translation>قُرئت الحروف كأرقام على لوحة الأرقام.</translation>
        </message>
        <message>
            <source>Liberia</source>
            <translation>ليبيريا</translation>
        </message>
        <message>
            <source>Libya</source>
            <translation>ليبيا</translation>
        </message>
        <message>
            <source>Liechtenstein</source>
            <translation>ليختنشتاين</translation>
        </message>
        <message>
            <source>Light</source>
            <translation>فاتح</translation>
        </message>
        <message>
            <source>Light, dark, or as the system is.</source>
            <translation>فاتح أو داكن أو مثل النظام.</translation>
        </message>
        <message>
            <source>Links call by themselves</source>
            <translation>الروابط تتصل من تلقاء نفسها</translation>
        </message>
        <message>
            <source>Links that start with tel:, callto: or sip: do.</source>
            <translation>الروابط التي تبدأ بـ tel: أو callto: أو sip: تؤدي إلى هاتف.</translation>
        </message>
        <message>
            <source>Lithuania</source>
            <translation>ليتوانيا</translation>
        </message>
        <message>
            <source>Look</source>
            <translation>المظهر</translation>
        </message>
        <message>
            <source>Look at Recents before you call again.</source>
            <translation>يُرجى مراجعة المكالمات الأخيرة قبل إعادة الاتصال.</translation>
        </message>
        <message>
            <source>Look at the number shown now, then call again.</source>
            <translation>يُرجى التحقق من الرقم الظاهر الآن ثم إعادة الاتصال.</translation>
        </message>
        <message>
            <source>Look for a mute switch on the headset, or choose another microphone under Preferences.</source>
            <translation>يُرجى البحث عن مفتاح كتم في سماعة الرأس، أو اختيار ميكروفون آخر في التفضيلات.</translation>
        </message>
        <message>
            <source>Look the number up where it came from.</source>
            <translation>ابحث عن الرقم في مصدره.</translation>
        </message>
        <message>
            <source>Louisiana</source>
            <translation>لويزيانا</translation>
        </message>
        <message>
            <source>Luxembourg</source>
            <translation>لوكسمبورغ</translation>
        </message>
        <message>
            <source>Macao</source>
            <translation>منطقة ماكاو الإدارية الخاصة</translation>
        </message>
        <message>
            <source>Madagascar</source>
            <translation>مدغشقر</translation>
        </message>
        <message>
            <source>Maine</source>
            <translation>مين</translation>
        </message>
        <message>
            <source>Make room on the disk, or check who may write there; then try again.</source>
            <translation>يُرجى إخلاء مساحة على القرص أو التحقق ممن يُسمح له بالكتابة هناك، ثم إعادة المحاولة.</translation>
        </message>
        <message>
            <source>Malawi</source>
            <translation>ملاوي</translation>
        </message>
        <message>
            <source>Malaysia</source>
            <translation>ماليزيا</translation>
        </message>
        <message>
            <source>Maldives</source>
            <translation>جزر المالديف</translation>
        </message>
        <message>
            <source>Mali</source>
            <translation>مالي</translation>
        </message>
        <message>
            <source>Malta</source>
            <translation>مالطا</translation>
        </message>
        <message>
            <source>Manitoba</source>
            <translation>مانيتوبا</translation>
        </message>
        <message>
            <source>Maranhão</source>
            <translation>مارانهاو</translation>
        </message>
        <message>
            <source>Marshall Islands</source>
            <translation>جزر مارشال</translation>
        </message>
        <message>
            <source>Martinique</source>
            <translation>جزر المارتينيك</translation>
        </message>
        <message>
            <source>Maryland</source>
            <translation>ماريلاند</translation>
        </message>
        <message>
            <source>Massachusetts</source>
            <translation>ماساتشوستس</translation>
        </message>
        <message>
            <source>Mato Grosso</source>
            <translation>ماتو غروسو</translation>
        </message>
        <message>
            <source>Mato Grosso do Sul</source>
            <translation>ماتو غروسو دو سول</translation>
        </message>
        <message>
            <source>Mauritania</source>
            <translation>موريتانيا</translation>
        </message>
        <message>
            <source>Mauritius</source>
            <translation>موريشيوس</translation>
        </message>
        <message>
            <source>Mayotte</source>
            <translation>مايوت</translation>
        </message>
        <message>
            <source>Mexico</source>
            <translation>المكسيك</translation>
        </message>
        <message>
            <source>Michigan</source>
            <translation>ميشيغان</translation>
        </message>
        <message>
            <source>Micronesia</source>
            <translation>ميكرونيزيا</translation>
        </message>
        <message>
            <source>Microphone</source>
            <translation>الميكروفون</translation>
        </message>
        <message>
            <source>Minas Gerais</source>
            <translation>ميناس جيرايس</translation>
        </message>
        <message>
            <source>Minnesota</source>
            <translation>مينيسوتا</translation>
        </message>
        <message>
            <source>Mississippi</source>
            <translation>ميسيسيبي</translation>
        </message>
        <message>
            <source>Missouri</source>
            <translation>ميزوري</translation>
        </message>
        <message>
            <source>Moldova</source>
            <translation>مولدوفا</translation>
        </message>
        <message>
            <source>Monaco</source>
            <translation>موناكو</translation>
        </message>
        <message>
            <source>Mongolia</source>
            <translation>منغوليا</translation>
        </message>
        <message>
            <source>Montana</source>
            <translation>مونتانا</translation>
        </message>
        <message>
            <source>Montenegro</source>
            <translation>الجبل الأسود</translation>
        </message>
        <message>
            <source>Montserrat</source>
            <translation>مونتسرات</translation>
        </message>
        <message>
            <source>Morocco</source>
            <translation>المغرب</translation>
        </message>
        <message>
            <source>Mozambique</source>
            <translation>موزمبيق</translation>
        </message>
        <message>
            <source>Myanmar (Burma)</source>
            <translation>ميانمار (بورما)</translation>
        </message>
        <message>
            <source>Name the column with the numbers “Phone”, and choose the file again.</source>
            <translation>يُرجى تسمية عمود الأرقام «Phone» واختيار الملف مجددًا.</translation>
        </message>
        <message>
            <source>Namibia</source>
            <translation>ناميبيا</translation>
        </message>
        <message>
            <source>Nauru</source>
            <translation>ناورو</translation>
        </message>
        <message>
            <source>Nebraska</source>
            <translation>نبراسكا</translation>
        </message>
        <message>
            <source>Nepal</source>
            <translation>نيبال</translation>
        </message>
        <message>
            <source>Netherlands</source>
            <translation>هولندا</translation>
        </message>
        <message>
            <source>Nevada</source>
            <translation>نيفادا</translation>
        </message>
        <message>
            <source>New Brunswick</source>
            <translation>نيو برونزويك</translation>
        </message>
        <message>
            <source>New Caledonia</source>
            <translation>كاليدونيا الجديدة</translation>
        </message>
        <message>
            <source>New Hampshire</source>
            <translation>نيوهامشير</translation>
        </message>
        <message>
            <source>New Jersey</source>
            <translation>نيوجيرسي</translation>
        </message>
        <message>
            <source>New Mexico</source>
            <translation>نيو مكسيكو</translation>
        </message>
        <message>
            <source>New York</source>
            <translation>نيويورك</translation>
        </message>
        <message>
            <source>New Zealand</source>
            <translation>نيوزيلندا</translation>
        </message>
        <message>
            <source>Newfoundland and Labrador</source>
            <translation>نيوفاوندلاند ولابرادور</translation>
        </message>
        <message>
            <source>Nicaragua</source>
            <translation>نيكاراغوا</translation>
        </message>
        <message>
            <source>Niger</source>
            <translation>النيجر</translation>
        </message>
        <message>
            <source>Nigeria</source>
            <translation>نيجيريا</translation>
        </message>
        <message>
            <source>Niue</source>
            <translation>نيوي</translation>
        </message>
        <message>
            <source>No</source>
            <translation>لا</translation>
        </message>
        <message>
            <source>No caller ID reached Twilio.</source>
            <translation>لم يصل أي معرّف متصل إلى Twilio.</translation>
        </message>
        <message>
            <source>No number to call reached Twilio.</source>
            <translation>لم يصل أي رقم للاتصال به إلى Twilio.</translation>
        </message>
        <message>
            <source>No number was given.</source>
            <translation>لم يُدخل أي رقم.</translation>
        </message>
        <message>
            <source>No phone rings for this call any more.</source>
            <translation>لم يعد أي هاتف يرن لهذه المكالمة.</translation>
        </message>
        <message>
            <source>No sound arrives here.</source>
            <translation>لا يصل أي صوت إلى هنا.</translation>
        </message>
        <message>
            <source>Nobody is chosen yet.</source>
            <translation>لم يُختر أحد بعد.</translation>
        </message>
        <message>
            <source>Nobody is waiting.</source>
            <translation>لا أحد ينتظر.</translation>
        </message>
        <message>
            <source>Nobody knows whether your phone rang</source>
            <translation>لا أحد يعلم هل رن هاتفك</translation>
        </message>
        <message>
            <source>None of the account's numbers can be shown automatically.</source>
            <translation>لا يمكن إظهار أي من أرقام الحساب تلقائيًا.</translation>
        </message>
        <message>
            <source>None of your local numbers is in +{calling_code} {area_code}</source>
            <translation>لا يوجد بين أرقامك المحلية رقم في +{calling_code} {area_code}</translation>
        </message>
        <message>
            <source>None of your local numbers is in {country}</source>
            <translation>لا يوجد بين أرقامك المحلية رقم في {country}</translation>
        </message>
        <message>
            <source>None of your local numbers is in {state}</source>
            <translation>لا يوجد بين أرقامك المحلية رقم في {state}</translation>
        </message>
        <message>
            <source>Norfolk Island</source>
            <translation>جزيرة نورفولك</translation>
        </message>
        <message>
            <source>North Carolina</source>
            <translation>كارولاينا الشمالية</translation>
        </message>
        <message>
            <source>North Dakota</source>
            <translation>داكوتا الشمالية</translation>
        </message>
        <message>
            <source>North Korea</source>
            <translation>كوريا الشمالية</translation>
        </message>
        <message>
            <source>North Macedonia</source>
            <translation>مقدونيا الشمالية</translation>
        </message>
        <message>
            <source>Northern Mariana Islands</source>
            <translation>جزر ماريانا الشمالية</translation>
        </message>
        <message>
            <source>Northwest Territories</source>
            <translation>الأقاليم الشمالية الغربية</translation>
        </message>
        <message>
            <source>Norway</source>
            <translation>النرويج</translation>
        </message>
        <message>
            <source>Not set</source>
            <translation>غير محدَّد</translation>
        </message>
        <message>
            <source>Nothing changed</source>
            <translation>لم يتغير شيء</translation>
        </message>
        <message>
            <source>Nothing is heard from your microphone.</source>
            <translation>لا يُسمع شيء من ميكروفونك.</translation>
        </message>
        <message>
            <source>Nothing was changed. Try again in a minute.</source>
            <translation>لم يتغير شيء. يُرجى إعادة المحاولة بعد دقيقة.</translation>
        </message>
        <message>
            <source>Nova Scotia</source>
            <translation>نوفا سكوشا</translation>
        </message>
        <message>
            <source>Numbers that are only verified with Twilio may be picked; calls back do not reach you.</source>
            <translation>يمكن اختيار الأرقام الموثَّقة فقط لدى Twilio؛ ومعاودة الاتصال بها لا تصل إليك.</translation>
        </message>
        <message>
            <source>Nunavut</source>
            <translation>نونافوت</translation>
        </message>
        <message>
            <source>Of incoming calls.</source>
            <translation>للمكالمات الواردة.</translation>
        </message>
        <message>
            <source>Of the customer's voice.</source>
            <translation>لصوت العميل.</translation>
        </message>
        <message>
            <source>Off by default: nobody can call them back through us, and carriers trust them less.</source>
            <translation>متوقف افتراضيًا: لا يمكن لأحد معاودة الاتصال بها عن طريقنا، وشركات الاتصالات أقل ثقة بها.</translation>
        </message>
        <message>
            <source>Off: a tel: link only fills in the number. On: it calls after 3 seconds in which you can cancel.</source>
            <translation>عند الإيقاف: رابط tel: يملأ الرقم فقط. عند التشغيل: يتصل بعد 3 ثوانٍ يمكنك خلالها الإلغاء.</translation>
        </message>
        <message>
            <source>Off: every call is Automated.</source>
            <translation>عند الإيقاف: كل مكالمة آلية.</translation>
        </message>
        <message>
            <source>Offer Default (automatic)</source>
            <translation>إتاحة «افتراضي (تلقائي)»</translation>
        </message>
        <message>
            <source>Offer verified numbers</source>
            <translation>إتاحة الأرقام الموثَّقة</translation>
        </message>
        <message>
            <source>Ohio</source>
            <translation>أوهايو</translation>
        </message>
        <message>
            <source>Oklahoma</source>
            <translation>أوكلاهوما</translation>
        </message>
        <message>
            <source>Oman</source>
            <translation>عُمان</translation>
        </message>
        <message>
            <source>On a trial account, Twilio fixes which number is shown to whom.</source>
            <translation>في الحساب التجريبي، تحدد Twilio أي رقم يظهر ولمن.</translation>
        </message>
        <message>
            <source>On macOS the system asks which program opens a link.</source>
            <translation>على macOS يسأل النظام عن البرنامج الذي يفتح الرابط.</translation>
        </message>
        <message>
            <source>On your desktop</source>
            <translation>على سطح المكتب</translation>
        </message>
        <message>
            <source>One of your local numbers</source>
            <translation>أحد أرقامك المحلية</translation>
        </message>
        <message>
            <source>One of your local numbers in {country}</source>
            <translation>أحد أرقامك المحلية في {country}</translation>
        </message>
        <message>
            <source>One of your local numbers with +{calling_code}</source>
            <translation>أحد أرقامك المحلية التي تبدأ بـ +{calling_code}</translation>
        </message>
        <message>
            <source>Only an administrator may place it: run the command as one.</source>
            <translation>لا يضعه إلا مسؤول: يُرجى تشغيل الأمر بصلاحيات المسؤول.</translation>
        </message>
        <message>
            <source>Only telephone numbers can be called from here.</source>
            <translation>لا يمكن الاتصال من هنا إلا بأرقام الهاتف.</translation>
        </message>
        <message>
            <source>Only the agent's ring groups</source>
            <translation>مجموعات رنين الموظف فقط</translation>
        </message>
        <message>
            <source>Ontario</source>
            <translation>أونتاريو</translation>
        </message>
        <message>
            <source>Open any page in your browser, sign in there, then try again.</source>
            <translation>افتح أي صفحة في المتصفح وسجّل الدخول فيها ثم حاول مرة أخرى.</translation>
        </message>
        <message>
            <source>Open it, save it as CSV UTF-8, and choose that file.</source>
            <translation>يُرجى فتحه وحفظه بصيغة CSV UTF-8 واختيار ذلك الملف.</translation>
        </message>
        <message>
            <source>Oregon</source>
            <translation>أوريغون</translation>
        </message>
        <message>
            <source>Other programs changed {name} at Twilio each of three times.</source>
            <translation>غيّرت برامج أخرى {name} لدى Twilio في كل من المحاولات الثلاث.</translation>
        </message>
        <message>
            <source>Pakistan</source>
            <translation>باكستان</translation>
        </message>
        <message>
            <source>Palau</source>
            <translation>بالاو</translation>
        </message>
        <message>
            <source>Palestinian Territories</source>
            <translation>الأراضي الفلسطينية</translation>
        </message>
        <message>
            <source>Panama</source>
            <translation>بنما</translation>
        </message>
        <message>
            <source>Papua New Guinea</source>
            <translation>بابوا غينيا الجديدة</translation>
        </message>
        <message>
            <source>Paraguay</source>
            <translation>باراغواي</translation>
        </message>
        <message>
            <source>Paraná</source>
            <translation>بارانا</translation>
        </message>
        <message>
            <source>Paraíba</source>
            <translation>بارايبا</translation>
        </message>
        <message>
            <source>Parts of the sound are lost on the way.</source>
            <translation>تضيع أجزاء من الصوت في الطريق.</translation>
        </message>
        <message>
            <source>Pará</source>
            <translation>بارا</translation>
        </message>
        <message>
            <source>Paste the number alone.</source>
            <translation>الصق الرقم وحده.</translation>
        </message>
        <message>
            <source>Pennsylvania</source>
            <translation>بنسلفانيا</translation>
        </message>
        <message>
            <source>Pernambuco</source>
            <translation>بيرنامبوكو</translation>
        </message>
        <message>
            <source>Peru</source>
            <translation>بيرو</translation>
        </message>
        <message>
            <source>Philippines</source>
            <translation>الفلبين</translation>
        </message>
        <message>
            <source>Piauí</source>
            <translation>بياوي</translation>
        </message>
        <message>
            <source>Pinned for this contact</source>
            <translation>مثبَّت لجهة الاتصال هذه</translation>
        </message>
        <message>
            <source>Pinned for this contact, but: {problem}</source>
            <translation>مثبَّت لجهة الاتصال هذه، ولكن: {problem}</translation>
        </message>
        <message>
            <source>Plug in a headset; it is found by itself.</source>
            <translation>يُرجى توصيل سماعة رأس؛ يُعثر عليها تلقائيًا.</translation>
        </message>
        <message>
            <source>Poland</source>
            <translation>بولندا</translation>
        </message>
        <message>
            <source>Portugal</source>
            <translation>البرتغال</translation>
        </message>
        <message>
            <source>Prince Edward Island</source>
            <translation>جزيرة الأمير إدوارد</translation>
        </message>
        <message>
            <source>Puerto Rico</source>
            <translation>بورتوريكو</translation>
        </message>
        <message>
            <source>Put them into HTTPS_PROXY: http://NAME:PASSWORD@HOST:PORT.</source>
            <translation>ضعهما في HTTPS_PROXY: http://NAME:PASSWORD@HOST:PORT.</translation>
        </message>
        <message>
            <source>Qatar</source>
            <translation>قطر</translation>
        </message>
        <message>
            <source>Quebec</source>
            <translation>كيبك</translation>
        </message>
        <message>
            <source>Quiet hours</source>
            <translation>ساعات الهدوء</translation>
        </message>
        <message>
            <source>Read with +{calling_code}, {country}.</source>
            <translation>قُرئ مع +{calling_code}، {country}.</translation>
        </message>
        <message>
            <source>Refresh the numbers, then try again.</source>
            <translation>يُرجى تحديث الأرقام ثم إعادة المحاولة.</translation>
        </message>
        <message>
            <source>Remembered by its name and id; another one is used while it is not plugged in.</source>
            <translation>يُحفظ باسمه ومعرّفه؛ ويُستخدم غيره ما دام غير موصول.</translation>
        </message>
        <message>
            <source>Rhode Island</source>
            <translation>رود آيلاند</translation>
        </message>
        <message>
            <source>Ring volume</source>
            <translation>مستوى صوت الرنين</translation>
        </message>
        <message>
            <source>Ringing your phone…</source>
            <translation>هاتفك يرن…</translation>
        </message>
        <message>
            <source>Rings at</source>
            <translation>يرن على</translation>
        </message>
        <message>
            <source>Rio Grande do Norte</source>
            <translation>ريو غراندي دو نورتي</translation>
        </message>
        <message>
            <source>Rio Grande do Sul</source>
            <translation>ريو غراندي دو سول</translation>
        </message>
        <message>
            <source>Rio de Janeiro</source>
            <translation>ريو دي جانيرو</translation>
        </message>
        <message>
            <source>Romania</source>
            <translation>رومانيا</translation>
        </message>
        <message>
            <source>Rondônia</source>
            <translation>روندونيا</translation>
        </message>
        <message>
            <source>Roraima</source>
            <translation>رورايما</translation>
        </message>
        <message>
            <source>Russia</source>
            <translation>روسيا</translation>
        </message>
        <message>
            <source>Rwanda</source>
            <translation>رواندا</translation>
        </message>
        <message>
            <source>Réunion</source>
            <translation>روينيون</translation>
        </message>
        <message>
            <source>SIP is not switched on for this Twilio account.</source>
            <translation>لم يُفعّل SIP في حساب Twilio هذا.</translation>
        </message>
        <message>
            <source>Same area code, +{calling_code} {area_code}</source>
            <translation>نفس رمز المنطقة، +{calling_code} {area_code}</translation>
        </message>
        <message>
            <source>Same caller ID as last time</source>
            <translation>الرقم الظاهر نفسه كالمرة السابقة</translation>
        </message>
        <message>
            <source>Same country code, +{calling_code}</source>
            <translation>رمز البلد نفسه، +{calling_code}</translation>
        </message>
        <message>
            <source>Same country, {country}</source>
            <translation>نفس البلد، {country}</translation>
        </message>
        <message>
            <source>Same state, {state}</source>
            <translation>نفس الولاية، {state}</translation>
        </message>
        <message>
            <source>Samoa</source>
            <translation>ساموا</translation>
        </message>
        <message>
            <source>San Marino</source>
            <translation>سان مارينو</translation>
        </message>
        <message>
            <source>Santa Catarina</source>
            <translation>سانتا كاتارينا</translation>
        </message>
        <message>
            <source>Saskatchewan</source>
            <translation>ساسكاتشوان</translation>
        </message>
        <message>
            <source>Saudi Arabia</source>
            <translation>المملكة العربية السعودية</translation>
        </message>
        <message>
            <source>Senegal</source>
            <translation>السنغال</translation>
        </message>
        <message>
            <source>Serbia</source>
            <translation>صربيا</translation>
        </message>
        <message>
            <source>Sergipe</source>
            <translation>سيرجيبي</translation>
        </message>
        <message>
            <source>Set by {by}</source>
            <translation>محدَّد من قِبل {by}</translation>
        </message>
        <message>
            <source>Set by {by} until {until}</source>
            <translation>محدَّد من قِبل {by} حتى {until}</translation>
        </message>
        <message>
            <source>Set by {by} until {until}: {why}</source>
            <translation>محدَّد من قِبل {by} حتى {until}: {why}</translation>
        </message>
        <message>
            <source>Set by {by}: {why}</source>
            <translation>محدَّد من قِبل {by}: {why}</translation>
        </message>
        <message>
            <source>Set by {name}</source>
            <translation>محدَّد من قِبل {name}</translation>
        </message>
        <message>
            <source>Set for you by your administrator</source>
            <translation>محدَّد لك من قِبل المسؤول لديك</translation>
        </message>
        <message>
            <source>Set for you by {name}</source>
            <translation>محدَّد لك من قِبل {name}</translation>
        </message>
        <message>
            <source>Set it to that line, a JSON object, or unset it.</source>
            <translation>يُرجى ضبط المتغير على ذلك السطر، وهو كائن JSON، أو إلغاء ضبطه.</translation>
        </message>
        <message>
            <source>Set it under Account, then call again.</source>
            <translation>يُرجى تحديده ضمن «الحساب» ثم إعادة الاتصال.</translation>
        </message>
        <message>
            <source>Set {name} to a file of certificates (PEM), or unset it.</source>
            <translation>اضبط {name} على ملف شهادات (PEM) أو ألغِه.</translation>
        </message>
        <message>
            <source>Seychelles</source>
            <translation>سيشل</translation>
        </message>
        <message>
            <source>Show a small panel during calls</source>
            <translation>إظهار لوحة صغيرة أثناء المكالمات</translation>
        </message>
        <message>
            <source>Show the caller ID picker</source>
            <translation>إظهار أداة اختيار معرّف المتصل</translation>
        </message>
        <message>
            <source>Sierra Leone</source>
            <translation>سيراليون</translation>
        </message>
        <message>
            <source>Sign in again under Account, with the key of the right account and region.</source>
            <translation>يُرجى تسجيل الدخول مجددًا ضمن «الحساب»، بمفتاح الحساب والمنطقة الصحيحين.</translation>
        </message>
        <message>
            <source>Singapore</source>
            <translation>سنغافورة</translation>
        </message>
        <message>
            <source>Sint Maarten</source>
            <translation>سانت مارتن</translation>
        </message>
        <message>
            <source>Slovakia</source>
            <translation>سلوفاكيا</translation>
        </message>
        <message>
            <source>Slovenia</source>
            <translation>سلوفينيا</translation>
        </message>
        <message>
            <source>Softphone is now among the programs for tel: links. Choose it in Settings, Apps, Default apps.</source>
            <translation>أصبح Softphone الآن بين برامج روابط tel:. يُرجى اختياره في الإعدادات، التطبيقات، التطبيقات الافتراضية.</translation>
        </message>
        <message>
            <source>Softphone is open already, but does not answer.</source>
            <translation>إن Softphone مفتوح بالفعل لكنه لا يستجيب.</translation>
        </message>
        <message>
            <source>Solomon Islands</source>
            <translation>جزر سليمان</translation>
        </message>
        <message>
            <source>Somalia</source>
            <translation>الصومال</translation>
        </message>
        <message>
            <source>Somebody else changed {name} at the same moment.</source>
            <translation>غيّر شخص آخر {name} في اللحظة نفسها.</translation>
        </message>
        <message>
            <source>Somebody else is being called already.</source>
            <translation>يجري الاتصال بشخص آخر بالفعل.</translation>
        </message>
        <message>
            <source>Somebody else is in the call already.</source>
            <translation>يوجد شخص آخر في المكالمة بالفعل.</translation>
        </message>
        <message>
            <source>Something in this program went wrong ({name}).</source>
            <translation>حدث خطأ في هذا البرنامج ({name}).</translation>
        </message>
        <message>
            <source>Sound</source>
            <translation>الصوت</translation>
        </message>
        <message>
            <source>South Africa</source>
            <translation>جنوب أفريقيا</translation>
        </message>
        <message>
            <source>South Carolina</source>
            <translation>كارولاينا الجنوبية</translation>
        </message>
        <message>
            <source>South Dakota</source>
            <translation>داكوتا الجنوبية</translation>
        </message>
        <message>
            <source>South Korea</source>
            <translation>كوريا الجنوبية</translation>
        </message>
        <message>
            <source>South Sudan</source>
            <translation>جنوب السودان</translation>
        </message>
        <message>
            <source>Spain</source>
            <translation>إسبانيا</translation>
        </message>
        <message>
            <source>Speaker</source>
            <translation>مكبر الصوت</translation>
        </message>
        <message>
            <source>Sri Lanka</source>
            <translation>سريلانكا</translation>
        </message>
        <message>
            <source>St. Barthélemy</source>
            <translation>سان بارتليمي</translation>
        </message>
        <message>
            <source>St. Helena</source>
            <translation>سانت هيلينا</translation>
        </message>
        <message>
            <source>St. Kitts &amp; Nevis</source>
            <translation>سانت كيتس ونيفيس</translation>
        </message>
        <message>
            <source>St. Lucia</source>
            <translation>سانت لوسيا</translation>
        </message>
        <message>
            <source>St. Martin</source>
            <translation>سان مارتن</translation>
        </message>
        <message>
            <source>St. Pierre &amp; Miquelon</source>
            <translation>سان بيير ومكويلون</translation>
        </message>
        <message>
            <source>St. Vincent &amp; Grenadines</source>
            <translation>سانت فنسنت وجزر غرينادين</translation>
        </message>
        <message>
            <source>Start when you log in</source>
            <translation>التشغيل عند تسجيل الدخول إلى النظام</translation>
        </message>
        <message>
            <source>Start with + and the country code, as in +1 or +44.</source>
            <translation>يُرجى البدء بـ + ورمز البلد، مثل +1 أو +44.</translation>
        </message>
        <message>
            <source>Starting at login could not be changed: {problem}.</source>
            <translation>تعذّر تغيير التشغيل عند تسجيل الدخول: {problem}.</translation>
        </message>
        <message>
            <source>Starting…</source>
            <translation>جارٍ البدء…</translation>
        </message>
        <message>
            <source>Starts with SK.</source>
            <translation>يبدأ بـ SK.</translation>
        </message>
        <message>
            <source>States are known for the United States, Canada and Brazil only</source>
            <translation>الولايات معروفة للولايات المتحدة وكندا والبرازيل فقط</translation>
        </message>
        <message>
            <source>Stop calling for a while and tell your administrator.</source>
            <translation>يُرجى التوقف عن الاتصال لفترة وإبلاغ المسؤول لديك.</translation>
        </message>
        <message>
            <source>Stop large downloads, or try another network. If it stays, tell whoever runs the network.</source>
            <translation>يُرجى إيقاف التنزيلات الكبيرة، أو تجربة شبكة أخرى. إذا استمر ذلك، يُرجى إبلاغ من يدير الشبكة.</translation>
        </message>
        <message>
            <source>Such as 21:00-08:00, in the customer's own time: a call then is warned of. Empty: never.</source>
            <translation>مثل 21:00-08:00 بتوقيت العميل: يظهر تحذير عند الاتصال خلالها. فارغ: لا تحذير أبدًا.</translation>
        </message>
        <message>
            <source>Sudan</source>
            <translation>السودان</translation>
        </message>
        <message>
            <source>Suggested by {name}</source>
            <translation>مقترَح من {name}</translation>
        </message>
        <message>
            <source>Suriname</source>
            <translation>سورينام</translation>
        </message>
        <message>
            <source>Svalbard &amp; Jan Mayen</source>
            <translation>سفالبارد وجان ماين</translation>
        </message>
        <message>
            <source>Swap, join, or go back to the customer.</source>
            <translation>يُرجى التبديل أو الضم أو العودة إلى العميل.</translation>
        </message>
        <message>
            <source>Sweden</source>
            <translation>السويد</translation>
        </message>
        <message>
            <source>Switzerland</source>
            <translation>سويسرا</translation>
        </message>
        <message>
            <source>Syria</source>
            <translation>سوريا</translation>
        </message>
        <message>
            <source>São Paulo</source>
            <translation>ساو باولو</translation>
        </message>
        <message>
            <source>São Tomé &amp; Príncipe</source>
            <translation>ساو تومي وبرينسيبي</translation>
        </message>
        <message>
            <source>Taiwan</source>
            <translation>تايوان</translation>
        </message>
        <message>
            <source>Tajikistan</source>
            <translation>طاجيكستان</translation>
        </message>
        <message>
            <source>Take echo and noise off my voice</source>
            <translation>إزالة الصدى والضوضاء من صوتي</translation>
        </message>
        <message>
            <source>Tanzania</source>
            <translation>تنزانيا</translation>
        </message>
        <message>
            <source>TaskRouter has no worker named {agent}, so your choice stays on this machine.</source>
            <translation>لا يوجد في TaskRouter أي Worker باسم {agent}، لذا يبقى اختيارك على هذا الجهاز.</translation>
        </message>
        <message>
            <source>TaskRouter has not answered. The caller ID that was known last is shown.</source>
            <translation>لم يجب TaskRouter. يُعرض آخر رقم متصل معروف.</translation>
        </message>
        <message>
            <source>TaskRouter; optional.</source>
            <translation>TaskRouter؛ اختياري.</translation>
        </message>
        <message>
            <source>Tell whoever runs your company's token URL.</source>
            <translation>يُرجى إبلاغ من يدير عنوان URL للرموز لدى شركتك.</translation>
        </message>
        <message>
            <source>Tennessee</source>
            <translation>تينيسي</translation>
        </message>
        <message>
            <source>Texas</source>
            <translation>تكساس</translation>
        </message>
        <message>
            <source>Thailand</source>
            <translation>تايلاند</translation>
        </message>
        <message>
            <source>That call is over already.</source>
            <translation>انتهت تلك المكالمة بالفعل.</translation>
        </message>
        <message>
            <source>That caller ID is on a do-not-originate list.</source>
            <translation>معرّف المتصل هذا مدرج في قائمة أرقام ممنوعة من إجراء المكالمات.</translation>
        </message>
        <message>
            <source>That is a premium number, and Twilio does not call it.</source>
            <translation>هذا رقم خدمات مدفوعة، ولا تتصل به Twilio.</translation>
        </message>
        <message>
            <source>That is not a number that can be called.</source>
            <translation>هذا ليس رقمًا يمكن الاتصال به.</translation>
        </message>
        <message>
            <source>That is the SID of something else, not of a Twilio account.</source>
            <translation>هذا معرّف شيء آخر لا معرّف حساب Twilio.</translation>
        </message>
        <message>
            <source>That is the customer's own number.</source>
            <translation>هذا رقم العميل نفسه.</translation>
        </message>
        <message>
            <source>That is the number shown for this call.</source>
            <translation>هذا هو الرقم الظاهر في هذه المكالمة.</translation>
        </message>
        <message>
            <source>That is your own phone.</source>
            <translation>هذا هاتفك أنت.</translation>
        </message>
        <message>
            <source>That leg is being called already.</source>
            <translation>يجري الاتصال بهذا الطرف بالفعل.</translation>
        </message>
        <message>
            <source>That number cannot be reached.</source>
            <translation>تعذّر الوصول إلى هذا الرقم.</translation>
        </message>
        <message>
            <source>That number is not complete: it needs + and the country code.</source>
            <translation>هذا الرقم غير مكتمل: يحتاج إلى + ورمز البلد.</translation>
        </message>
        <message>
            <source>That number is not valid or not supported.</source>
            <translation>هذا الرقم غير صالح أو غير مدعوم.</translation>
        </message>
        <message>
            <source>That number's country is not known.</source>
            <translation>بلد هذا الرقم غير معروف.</translation>
        </message>
        <message>
            <source>That time is over already.</source>
            <translation>انقضى هذا الوقت بالفعل.</translation>
        </message>
        <message>
            <source>The API key does not open the account {account_sid}.</source>
            <translation>مفتاح API لا يفتح الحساب {account_sid}.</translation>
        </message>
        <message>
            <source>The API key may not do this.</source>
            <translation>لا يُسمح لمفتاح API بذلك.</translation>
        </message>
        <message>
            <source>The API key's secret is missing.</source>
            <translation>سر مفتاح API مفقود.</translation>
        </message>
        <message>
            <source>The TaskRouter workspace is not set (twilio.workspace_sid), so your choice stays on this machine and supervisors cannot change it.</source>
            <translation>مساحة عمل TaskRouter غير محدَّدة (twilio.workspace_sid)، لذا يبقى اختيارك على هذا الجهاز ولا يمكن للمشرفين تغييره.</translation>
        </message>
        <message>
            <source>The TaskRouter workspace is not set. Put workspace_sid under [locked.twilio] in the settings file, and give the API key the permission to read and update workers.</source>
            <translation>مساحة عمل TaskRouter غير محدَّدة. يُرجى وضع workspace_sid تحت [locked.twilio] في ملف الإعدادات، ومنح مفتاح API صلاحية قراءة Worker وتحديثه.</translation>
        </message>
        <message>
            <source>The Twilio account does not exist.</source>
            <translation>حساب Twilio غير موجود.</translation>
        </message>
        <message>
            <source>The Twilio account is not active or has run out of funds.</source>
            <translation>حساب Twilio غير نشط أو نفد رصيده.</translation>
        </message>
        <message>
            <source>The Twilio account is not active.</source>
            <translation>حساب Twilio غير نشط.</translation>
        </message>
        <message>
            <source>The Twilio account is not valid or not active.</source>
            <translation>حساب Twilio غير صالح أو غير نشط.</translation>
        </message>
        <message>
            <source>The Twilio account is suspended.</source>
            <translation>حساب Twilio موقوف.</translation>
        </message>
        <message>
            <source>The Twilio account may not do this at present.</source>
            <translation>لا يمكن لحساب Twilio فعل ذلك حاليًا.</translation>
        </message>
        <message>
            <source>The account SID begins with AC; the key's, with SK, has a field of its own.</source>
            <translation>معرّف الحساب يبدأ بـ AC؛ ومعرّف المفتاح يبدأ بـ SK وله حقل خاص.</translation>
        </message>
        <message>
            <source>The account does not have it any more.</source>
            <translation>لم يعد موجودًا في الحساب.</translation>
        </message>
        <message>
            <source>The account has as many calls as it may have at once.</source>
            <translation>بلغ الحساب الحد المسموح به من المكالمات المتزامنة.</translation>
        </message>
        <message>
            <source>The account has as many conferences as it may have at once.</source>
            <translation>بلغ الحساب الحد المسموح به من المؤتمرات المتزامنة.</translation>
        </message>
        <message>
            <source>The account has no number that can carry a call</source>
            <translation>لا يوجد في الحساب رقم يدعم المكالمات</translation>
        </message>
        <message>
            <source>The account has no numbers yet.</source>
            <translation>لا توجد أرقام في الحساب بعد.</translation>
        </message>
        <message>
            <source>The account has no toll-free number</source>
            <translation>لا يوجد في الحساب رقم مجاني</translation>
        </message>
        <message>
            <source>The account's first number that may be shown</source>
            <translation>أول رقم في الحساب يمكن إظهاره</translation>
        </message>
        <message>
            <source>The account's first toll-free number that may be shown</source>
            <translation>أول رقم مجاني في الحساب يمكن إظهاره</translation>
        </message>
        <message>
            <source>The agent (Customized)</source>
            <translation>الموظف (مخصَّص)</translation>
        </message>
        <message>
            <source>The agent may leave the choice to the rules.</source>
            <translation>يمكن للموظف ترك الاختيار للقواعد.</translation>
        </message>
        <message>
            <source>The answer was larger than any of Twilio's, so it was not read.</source>
            <translation>كان الجواب أكبر من أي جواب لـ Twilio فلم يُقرأ.</translation>
        </message>
        <message>
            <source>The call in progress keeps its number.</source>
            <translation>تحتفظ المكالمة الجارية برقمها.</translation>
        </message>
        <message>
            <source>The call is not written down yet. {problem}</source>
            <translation>لم تُدوَّن المكالمة بعد. {problem}</translation>
        </message>
        <message>
            <source>The call is over already.</source>
            <translation>انتهت المكالمة بالفعل.</translation>
        </message>
        <message>
            <source>The call is over.</source>
            <translation>انتهت المكالمة.</translation>
        </message>
        <message>
            <source>The call itself goes on. It is written down as soon as that works.</source>
            <translation>المكالمة مستمرة، وستُدوَّن حالما يمكن ذلك.</translation>
        </message>
        <message>
            <source>The call was blocked by the rules of that region.</source>
            <translation>حُظرت المكالمة بموجب قواعد تلك المنطقة.</translation>
        </message>
        <message>
            <source>The call's application could not be used by Twilio.</source>
            <translation>تعذّر على Twilio استخدام تطبيق المكالمة.</translation>
        </message>
        <message>
            <source>The call's instructions are too long.</source>
            <translation>تعليمات المكالمة أطول من اللازم.</translation>
        </message>
        <message>
            <source>The call's instructions could not be used by Twilio.</source>
            <translation>تعذّر على Twilio استخدام تعليمات المكالمة.</translation>
        </message>
        <message>
            <source>The card that begins here has no end.</source>
            <translation>البطاقة التي تبدأ هنا بلا نهاية.</translation>
        </message>
        <message>
            <source>The certificate of {server} is not trusted.</source>
            <translation>شهادة {server} غير موثوق بها.</translation>
        </message>
        <message>
            <source>The certificate that came is not one that this computer trusts, so nothing was sent.</source>
            <translation>لا يثق هذا الحاسوب بالشهادة الواردة فلم يُرسل شيء.</translation>
        </message>
        <message>
            <source>The company's settings file has a mistake and was never read without one: what is right in it counts. {problem}</source>
            <translation>في ملف إعدادات الشركة خطأ، ولم يُقرأ من قبل دون خطأ: ما هو صحيح فيه يسري. {problem}</translation>
        </message>
        <message>
            <source>The company's settings file has a mistake, so its last good copy counts. {problem}</source>
            <translation>في ملف إعدادات الشركة خطأ، لذا تسري آخر نسخة سليمة منه. {problem}</translation>
        </message>
        <message>
            <source>The company's settings file {file} is gone, so its last good copy counts.</source>
            <translation>لم يعد ملف إعدادات الشركة {file} موجودًا، لذا تسري آخر نسخة سليمة منه.</translation>
        </message>
        <message>
            <source>The conference is full.</source>
            <translation>المؤتمر ممتلئ.</translation>
        </message>
        <message>
            <source>The connection was lost during the call, and its sound with it.</source>
            <translation>انقطع الاتصال أثناء المكالمة، وانقطع الصوت معه.</translation>
        </message>
        <message>
            <source>The customer is on hold.</source>
            <translation>العميل قيد الانتظار.</translation>
        </message>
        <message>
            <source>The customer is on hold: take them off hold.</source>
            <translation>العميل قيد الانتظار: يُرجى إلغاء التعليق.</translation>
        </message>
        <message>
            <source>The customer is still with you.</source>
            <translation>لا يزال العميل معك.</translation>
        </message>
        <message>
            <source>The customer's carrier blocked the call because of the caller ID's reputation.</source>
            <translation>حظرت شركة اتصالات العميل المكالمة بسبب سمعة معرّف المتصل.</translation>
        </message>
        <message>
            <source>The line's access token has expired.</source>
            <translation>انتهت صلاحية رمز الوصول الخاص بالخط.</translation>
        </message>
        <message>
            <source>The link has no number in it.</source>
            <translation>لا يوجد رقم في الرابط.</translation>
        </message>
        <message>
            <source>The link is too long for a telephone number.</source>
            <translation>الرابط أطول من أن يكون رقم هاتف.</translation>
        </message>
        <message>
            <source>The log names it. On Debian and Ubuntu, packaging/prepare.sh system installs them all.</source>
            <translation>يذكر السجل اسمها. على Debian وUbuntu يثبّتها الأمر packaging/prepare.sh system كلها.</translation>
        </message>
        <message>
            <source>The microphone is in use by another program, or does not answer.</source>
            <translation>يستخدم برنامج آخر الميكروفون، أو أنه لا يستجيب.</translation>
        </message>
        <message>
            <source>The number called and the number shown are the same.</source>
            <translation>الرقم المطلوب والرقم المعروض واحد.</translation>
        </message>
        <message>
            <source>The number called has no area code</source>
            <translation>الرقم المتصَل به بلا رمز منطقة</translation>
        </message>
        <message>
            <source>The number called has no country</source>
            <translation>الرقم المتصَل به لا يتبع بلدًا</translation>
        </message>
        <message>
            <source>The number to show; the only one where it is locked.</source>
            <translation>الرقم الظاهر للعميل؛ وهو الوحيد إذا كان مقفلًا.</translation>
        </message>
        <message>
            <source>The only number that could be shown is the one being called.</source>
            <translation>الرقم الوحيد الممكن إظهاره هو الرقم المتصَل به.</translation>
        </message>
        <message>
            <source>The program for links could not be changed: {problem}.</source>
            <translation>تعذّر تغيير برنامج الروابط: {problem}.</translation>
        </message>
        <message>
            <source>The proxy asks for a name and a password, or does not accept those it got.</source>
            <translation>يطلب الوكيل اسمًا وكلمة مرور، أو لا يقبل ما تلقاه.</translation>
        </message>
        <message>
            <source>The proxy does not answer.</source>
            <translation>الوكيل لا يجيب.</translation>
        </message>
        <message>
            <source>The proxy does not let this computer connect to Twilio.</source>
            <translation>لا يسمح الوكيل لهذا الحاسوب بالاتصال بـ Twilio.</translation>
        </message>
        <message>
            <source>The proxy in HTTPS_PROXY or ALL_PROXY cannot be used.</source>
            <translation>لا يمكن استخدام الوكيل المحدد في HTTPS_PROXY أو ALL_PROXY.</translation>
        </message>
        <message>
            <source>The proxy wants a Windows sign-in ({scheme}), which this program does not speak.</source>
            <translation>يريد الوكيل تسجيل دخول Windows ‏({scheme}) ولا يدعمه هذا البرنامج.</translation>
        </message>
        <message>
            <source>The report could not be written to {path}: {error}.</source>
            <translation>تعذّرت كتابة التقرير في {path}: {error}.</translation>
        </message>
        <message>
            <source>The rules (Automated)</source>
            <translation>القواعد (آلي)</translation>
        </message>
        <message>
            <source>The settings file gives {agent} {number} alone.</source>
            <translation>يخصّص ملف الإعدادات لـ {agent} الرقم {number} وحده.</translation>
        </message>
        <message>
            <source>The settings file sets Automated for {agent}: the rules choose.</source>
            <translation>يحدد ملف الإعدادات الوضع «آلي» لـ {agent}: القواعد تختار.</translation>
        </message>
        <message>
            <source>The sound arrives unevenly.</source>
            <translation>يصل الصوت متقطعًا.</translation>
        </message>
        <message>
            <source>The sound cannot get through the network.</source>
            <translation>لا يمكن للصوت المرور عبر الشبكة.</translation>
        </message>
        <message>
            <source>The sound is not clear.</source>
            <translation>الصوت غير واضح.</translation>
        </message>
        <message>
            <source>The sound takes long to arrive.</source>
            <translation>يستغرق الصوت وقتًا طويلًا حتى يصل.</translation>
        </message>
        <message>
            <source>The system does not let this app use the microphone.</source>
            <translation>لا يسمح النظام لهذا التطبيق باستخدام الميكروفون.</translation>
        </message>
        <message>
            <source>The system's keyring could not be opened.</source>
            <translation>تعذّر فتح سلسلة مفاتيح النظام.</translation>
        </message>
        <message>
            <source>The text is too long.</source>
            <translation>النص طويل جدًا.</translation>
        </message>
        <message>
            <source>The time that {by} set is over: the company's settings decide again.</source>
            <translation>انتهت المدة التي حدّدها {by}: تعود إعدادات الشركة إلى السريان.</translation>
        </message>
        <message>
            <source>The time that {by} set is over: your caller ID is {caller_id} again.</source>
            <translation>انتهت المدة التي حدّدها {by}: معرّف المتصل لديك هو {caller_id} من جديد.</translation>
        </message>
        <message>
            <source>The token URL does not start with https://.</source>
            <translation>عنوان URL للرموز لا يبدأ بـ https://.</translation>
        </message>
        <message>
            <source>The token URL gives tokens that live too long.</source>
            <translation>يعطي عنوان URL للرموز رموزًا مدتها أطول من اللازم.</translation>
        </message>
        <message>
            <source>There are several numbers: {numbers} and {count} more.</source>
            <translation>هناك عدة أرقام: {numbers} و{count} أخرى.</translation>
        </message>
        <message>
            <source>There are several numbers: {numbers}.</source>
            <translation>توجد عدة أرقام: {numbers}.</translation>
        </message>
        <message>
            <source>There is no microphone.</source>
            <translation>لا يوجد ميكروفون.</translation>
        </message>
        <message>
            <source>There is no number to show for this call.</source>
            <translation>لا يوجد رقم لإظهاره في هذه المكالمة.</translation>
        </message>
        <message>
            <source>There is no telephone number.</source>
            <translation>لا يوجد رقم هاتف.</translation>
        </message>
        <message>
            <source>There is {lacking}.</source>
            <translation>{lacking}.</translation>
        </message>
        <message>
            <source>This account may not call that country or kind of number.</source>
            <translation>لا يُسمح لهذا الحساب بالاتصال بهذا البلد أو بهذا النوع من الأرقام.</translation>
        </message>
        <message>
            <source>This line cannot be read.</source>
            <translation>تعذّرت قراءة هذا السطر.</translation>
        </message>
        <message>
            <source>This machine has no keyring that can be used, so the key is kept for this session only. Install one (GNOME Keyring, KWallet) to stay signed in.</source>
            <translation>لا توجد على هذا الجهاز سلسلة مفاتيح صالحة للاستخدام، لذا يُحفظ المفتاح لهذه الجلسة فقط. للاحتفاظ بتسجيل الدخول يُرجى تثبيت واحدة (GNOME Keyring أو KWallet).</translation>
        </message>
        <message>
            <source>This softphone was built without Twilio's Voice SDK, so it has no audio.</source>
            <translation>بُني هذا الهاتف البرمجي من دون Voice SDK من Twilio، لذا لا صوت فيه.</translation>
        </message>
        <message>
            <source>This works once the customer has answered.</source>
            <translation>يعمل هذا بعد أن يرد العميل.</translation>
        </message>
        <message>
            <source>This works once the other person has answered.</source>
            <translation>يعمل هذا بعد أن يرد الشخص الآخر.</translation>
        </message>
        <message>
            <source>This works once you have answered.</source>
            <translation>يعمل هذا بعد الرد من هاتفك.</translation>
        </message>
        <message>
            <source>Timor-Leste</source>
            <translation>تيمور - ليشتي</translation>
        </message>
        <message>
            <source>Tocantins</source>
            <translation>توكانتينس</translation>
        </message>
        <message>
            <source>Togo</source>
            <translation>توغو</translation>
        </message>
        <message>
            <source>Tokelau</source>
            <translation>توكيلاو</translation>
        </message>
        <message>
            <source>Token URL</source>
            <translation>عنوان URL للرموز</translation>
        </message>
        <message>
            <source>Toll-free</source>
            <translation>رقم مجاني</translation>
        </message>
        <message>
            <source>Toll-free, {country}</source>
            <translation>رقم مجاني، {country}</translation>
        </message>
        <message>
            <source>Tonga</source>
            <translation>تونغا</translation>
        </message>
        <message>
            <source>Trinidad &amp; Tobago</source>
            <translation>ترينيداد وتوباغو</translation>
        </message>
        <message>
            <source>Tristan da Cunha</source>
            <translation>تريستان دا كونا</translation>
        </message>
        <message>
            <source>Try again.</source>
            <translation>يُرجى إعادة المحاولة.</translation>
        </message>
        <message>
            <source>Try again. If it goes on, tell the person who manages your Twilio account.</source>
            <translation>حاول مرة أخرى. وإن استمر فأخبر من يدير حساب Twilio لديك.</translation>
        </message>
        <message>
            <source>Tunisia</source>
            <translation>تونس</translation>
        </message>
        <message>
            <source>Turkmenistan</source>
            <translation>تركمانستان</translation>
        </message>
        <message>
            <source>Turks &amp; Caicos Islands</source>
            <translation>جزر توركس وكايكوس</translation>
        </message>
        <message>
            <source>Turn it off if your headset does that already.</source>
            <translation>يُرجى إيقافه إذا كانت سماعة الرأس تقوم بذلك.</translation>
        </message>
        <message>
            <source>Tuvalu</source>
            <translation>توفالو</translation>
        </message>
        <message>
            <source>Twilio Console, Account info.</source>
            <translation>Twilio Console، ثم Account info.</translation>
        </message>
        <message>
            <source>Twilio blocks calls to that number.</source>
            <translation>تحظر Twilio المكالمات إلى هذا الرقم.</translation>
        </message>
        <message>
            <source>Twilio cannot be reached.</source>
            <translation>تعذّر الوصول إلى Twilio.</translation>
        </message>
        <message>
            <source>Twilio did not accept the API key in its region {region}.</source>
            <translation>لم تقبل Twilio مفتاح API في منطقتها {region}.</translation>
        </message>
        <message>
            <source>Twilio did not accept the API key.</source>
            <translation>لم تقبل Twilio مفتاح API.</translation>
        </message>
        <message>
            <source>Twilio did not accept the line's access token.</source>
            <translation>لم تقبل Twilio رمز الوصول الخاص بالخط.</translation>
        </message>
        <message>
            <source>Twilio did not say which version of the worker this is.</source>
            <translation>لم تذكر Twilio أي إصدار من Worker هذا.</translation>
        </message>
        <message>
            <source>Twilio does not accept that caller ID for this call.</source>
            <translation>لا تقبل Twilio رقم المتصل هذا لهذه المكالمة.</translation>
        </message>
        <message>
            <source>Twilio does not accept that caller ID.</source>
            <translation>لا تقبل Twilio معرّف المتصل هذا.</translation>
        </message>
        <message>
            <source>Twilio does not know this account.</source>
            <translation>لا تعرف Twilio هذا الحساب.</translation>
        </message>
        <message>
            <source>Twilio does not know this call any more, so nobody can tell how it ended.</source>
            <translation>لم تعد Twilio تعرف هذه المكالمة فلا أحد يعلم كيف انتهت.</translation>
        </message>
        <message>
            <source>Twilio does not know what was asked for.</source>
            <translation>لا تعرف Twilio ما طُلب منها.</translation>
        </message>
        <message>
            <source>Twilio does not let this account show that caller ID.</source>
            <translation>لا تسمح Twilio لهذا الحساب بإظهار معرّف المتصل هذا.</translation>
        </message>
        <message>
            <source>Twilio does not let this call show that caller ID.</source>
            <translation>لا تسمح Twilio لهذه المكالمة بإظهار معرّف المتصل هذا.</translation>
        </message>
        <message>
            <source>Twilio does not offer what was asked for.</source>
            <translation>لا توفر Twilio ما طُلب.</translation>
        </message>
        <message>
            <source>Twilio does not take that as a number to call.</source>
            <translation>لا تعدّ Twilio هذا رقمًا يمكن الاتصال به.</translation>
        </message>
        <message>
            <source>Twilio had an error of its own.</source>
            <translation>حدث خطأ لدى Twilio نفسها.</translation>
        </message>
        <message>
            <source>Twilio has not put {who} in charge of the call.</source>
            <translation>لم تسلّم Twilio المكالمة إلى {who}.</translation>
        </message>
        <message>
            <source>Twilio is not available at the moment.</source>
            <translation>خدمة Twilio غير متاحة حاليًا.</translation>
        </message>
        <message>
            <source>Twilio is taking too many requests of this account.</source>
            <translation>تتلقى Twilio طلبات أكثر من اللازم من هذا الحساب.</translation>
        </message>
        <message>
            <source>Twilio refused it as a caller ID: it is not valid.</source>
            <translation>رفضته Twilio كمعرّف متصل: فهو غير صالح.</translation>
        </message>
        <message>
            <source>Twilio refused it as a caller ID: it is on a do-not-originate list.</source>
            <translation>رفضته Twilio كمعرّف متصل: فهو مدرج في قائمة أرقام ممنوعة من إجراء المكالمات.</translation>
        </message>
        <message>
            <source>Twilio refused it as a caller ID: this account may not show it.</source>
            <translation>رفضته Twilio كمعرّف متصل: لا يُسمح لهذا الحساب بإظهاره.</translation>
        </message>
        <message>
            <source>Twilio refused, without saying why (HTTP {status}).</source>
            <translation>رفضت Twilio دون ذكر السبب (HTTP {status}).</translation>
        </message>
        <message>
            <source>Twilio refused: {message} (code {code}).</source>
            <translation>رفضت Twilio: {message} (الرمز {code}).</translation>
        </message>
        <message>
            <source>Twilio reported an error on your line (code {code}).</source>
            <translation>أبلغت Twilio عن خطأ في خطك (الرمز {code}).</translation>
        </message>
        <message>
            <source>Twilio shows it once, when the key is made; without it, make a new key.</source>
            <translation>تعرضه Twilio مرة واحدة عند إنشاء المفتاح؛ ومن دونه يُرجى إنشاء مفتاح جديد.</translation>
        </message>
        <message>
            <source>Twilio's address could not be looked up (DNS).</source>
            <translation>تعذّر العثور على عنوان Twilio ‏(DNS).</translation>
        </message>
        <message>
            <source>Twilio's answer did not arrive or could not be read.</source>
            <translation>لم يصل رد Twilio أو تعذّرت قراءته.</translation>
        </message>
        <message>
            <source>Twilio's answer did not arrive, so a phone may be ringing.</source>
            <translation>لم يصل رد Twilio، لذا قد يكون هناك هاتف يرن.</translation>
        </message>
        <message>
            <source>Twilio's answer was lost, and it lists no such call to your phone.</source>
            <translation>ضاع جواب Twilio ولا تُدرج مكالمة كهذه إلى هاتفك.</translation>
        </message>
        <message>
            <source>Twilio's answer was lost, and it lists no such call to {number}.</source>
            <translation>ضاع جواب Twilio ولا تُدرج مكالمة كهذه إلى {number}.</translation>
        </message>
        <message>
            <source>Twilio's page about this code says more.</source>
            <translation>صفحة Twilio عن هذا الرمز توضح المزيد.</translation>
        </message>
        <message>
            <source>Twilio's queue of calls is full.</source>
            <translation>قائمة انتظار المكالمات لدى Twilio ممتلئة.</translation>
        </message>
        <message>
            <source>Twilio's region</source>
            <translation>منطقة Twilio</translation>
        </message>
        <message>
            <source>Twilio's voice service cannot be reached.</source>
            <translation>تعذّر الوصول إلى خدمة Twilio الصوتية.</translation>
        </message>
        <message>
            <source>Two letters, such as US. Numbers typed without + are read as numbers of this country.</source>
            <translation>حرفان، مثل US. الأرقام المكتوبة بلا + تُقرأ على أنها أرقام هذا البلد.</translation>
        </message>
        <message>
            <source>Type a colleague's name, a phone number with its country code, or a SIP address.</source>
            <translation>يُرجى إدخال اسم زميل، أو رقم هاتف مع رمز البلد، أو عنوان SIP.</translation>
        </message>
        <message>
            <source>Type it as on a phone, or with + and the country code.</source>
            <translation>يُرجى إدخاله كما على الهاتف، أو مع + ورمز البلد.</translation>
        </message>
        <message>
            <source>Type or paste a number.</source>
            <translation>يُرجى إدخال رقم أو لصقه.</translation>
        </message>
        <message>
            <source>Type or paste one.</source>
            <translation>يُرجى إدخال رقم أو لصقه.</translation>
        </message>
        <message>
            <source>Type the area code, too.</source>
            <translation>يُرجى إدخال رمز المنطقة أيضًا.</translation>
        </message>
        <message>
            <source>Type the country code and the number, 5 to 15 digits in all.</source>
            <translation>يُرجى إدخال رمز البلد والرقم، من 5 إلى 15 خانة إجمالًا.</translation>
        </message>
        <message>
            <source>Type the number again.</source>
            <translation>يُرجى إدخال الرقم مجددًا.</translation>
        </message>
        <message>
            <source>Type the telephone number alone.</source>
            <translation>يُرجى إدخال رقم الهاتف وحده.</translation>
        </message>
        <message>
            <source>Türkiye</source>
            <translation>تركيا</translation>
        </message>
        <message>
            <source>U.S. Virgin Islands</source>
            <translation>جزر فيرجن الأمريكية</translation>
        </message>
        <message>
            <source>Uganda</source>
            <translation>أوغندا</translation>
        </message>
        <message>
            <source>Ukraine</source>
            <translation>أوكرانيا</translation>
        </message>
        <message>
            <source>United Arab Emirates</source>
            <translation>الإمارات العربية المتحدة</translation>
        </message>
        <message>
            <source>United Kingdom</source>
            <translation>المملكة المتحدة</translation>
        </message>
        <message>
            <source>United States</source>
            <translation>الولايات المتحدة</translation>
        </message>
        <message>
            <source>United States (US1)</source>
            <translation>الولايات المتحدة (US1)</translation>
        </message>
        <message>
            <source>Unlock it, then try again; or sign in for this session.</source>
            <translation>يُرجى فتح قفلها ثم إعادة المحاولة، أو تسجيل الدخول لهذه الجلسة.</translation>
        </message>
        <message>
            <source>Upgrade the Twilio account, or call a number that is verified in it.</source>
            <translation>يُرجى ترقية حساب Twilio، أو الاتصال برقم موثَّق فيه.</translation>
        </message>
        <message>
            <source>Upgrade the Twilio account.</source>
            <translation>يُرجى ترقية حساب Twilio.</translation>
        </message>
        <message>
            <source>Uruguay</source>
            <translation>أورغواي</translation>
        </message>
        <message>
            <source>Use a cable instead of Wi-Fi, or go nearer to the router, and stop large downloads.</source>
            <translation>يُرجى استخدام كبل بدلًا من Wi-Fi، أو الاقتراب من جهاز التوجيه، وإيقاف التنزيلات الكبيرة.</translation>
        </message>
        <message>
            <source>Use a telephone or mobile phone, now.</source>
            <translation>يُرجى استخدام هاتف ثابت أو محمول فورًا.</translation>
        </message>
        <message>
            <source>Use a telephone or mobile phone.</source>
            <translation>استخدم هاتفًا ثابتًا أو محمولًا.</translation>
        </message>
        <message>
            <source>Use digits, * and #; a comma is a short pause.</source>
            <translation>يُرجى استخدام الأرقام و* و#؛ الفاصلة (,) تعني توقفًا قصيرًا.</translation>
        </message>
        <message>
            <source>Use the address that “softphone sandbox” printed: http://127.0.0.1 and a port.</source>
            <translation>يُرجى استخدام العنوان الذي طبعه «softphone sandbox»: http://127.0.0.1 ومنفذ.</translation>
        </message>
        <message>
            <source>Used from the next start.</source>
            <translation>يسري من التشغيل التالي.</translation>
        </message>
        <message>
            <source>Utah</source>
            <translation>يوتا</translation>
        </message>
        <message>
            <source>Uzbekistan</source>
            <translation>أوزبكستان</translation>
        </message>
        <message>
            <source>Vanuatu</source>
            <translation>فانواتو</translation>
        </message>
        <message>
            <source>Vatican City</source>
            <translation>الفاتيكان</translation>
        </message>
        <message>
            <source>Venezuela</source>
            <translation>فنزويلا</translation>
        </message>
        <message>
            <source>Verified numbers are not shown here.</source>
            <translation>الأرقام الموثَّقة لا تُعرض هنا.</translation>
        </message>
        <message>
            <source>Vermont</source>
            <translation>فيرمونت</translation>
        </message>
        <message>
            <source>Vietnam</source>
            <translation>فيتنام</translation>
        </message>
        <message>
            <source>Virginia</source>
            <translation>فرجينيا</translation>
        </message>
        <message>
            <source>Volume</source>
            <translation>مستوى الصوت</translation>
        </message>
        <message>
            <source>Wait a little, then call again.</source>
            <translation>يُرجى الانتظار قليلًا ثم إعادة الاتصال.</translation>
        </message>
        <message>
            <source>Wait a moment and try again, or end it and start it anew.</source>
            <translation>يُرجى الانتظار لحظة وإعادة المحاولة، أو إنهاؤه وتشغيله من جديد.</translation>
        </message>
        <message>
            <source>Wait for it to answer.</source>
            <translation>يُرجى انتظار الرد.</translation>
        </message>
        <message>
            <source>Wallis &amp; Futuna</source>
            <translation>جزر والس وفوتونا</translation>
        </message>
        <message>
            <source>Washington</source>
            <translation>واشنطن</translation>
        </message>
        <message>
            <source>West Virginia</source>
            <translation>فرجينيا الغربية</translation>
        </message>
        <message>
            <source>Western Sahara</source>
            <translation>الصحراء الغربية</translation>
        </message>
        <message>
            <source>What Twilio keeps about {name} cannot be read.</source>
            <translation>تعذّرت قراءة ما تحفظه Twilio عن {name}.</translation>
        </message>
        <message>
            <source>What {server} answered is not an access token.</source>
            <translation>ما ردّ به {server} ليس رمز وصول.</translation>
        </message>
        <message>
            <source>Where other incoming calls ring; it need not be your headset.</source>
            <translation>حيث ترن المكالمات الواردة الأخرى؛ ولا يلزم أن يكون سماعة رأسك.</translation>
        </message>
        <message>
            <source>Where several numbers fit equally, the one of the last conversation with this person is shown.</source>
            <translation>إذا ناسبت عدة أرقام بالقدر نفسه، يظهر رقم آخر محادثة مع هذا الشخص.</translation>
        </message>
        <message>
            <source>Where the account is processed; the API key must have been made in that region.</source>
            <translation>حيث يُعالج الحساب؛ ويجب أن يكون مفتاح API قد أُنشئ في تلك المنطقة.</translation>
        </message>
        <message>
            <source>Where the app gets access tokens for audio, if agents have no standard API key. https only.</source>
            <translation>من أين يحصل التطبيق على رموز الوصول للصوت إذا لم يكن لدى الموظفين مفتاح API قياسي. https فقط.</translation>
        </message>
        <message>
            <source>Where you hear the customer.</source>
            <translation>حيث تسمع العميل.</translation>
        </message>
        <message>
            <source>Which numbers the rules may take when none of the agent's ring groups fits.</source>
            <translation>الأرقام التي يمكن للقواعد أخذها عندما لا تناسب أي من مجموعات رنين الموظف.</translation>
        </message>
        <message>
            <source>Who chooses the caller ID</source>
            <translation>من يختار معرّف المتصل</translation>
        </message>
        <message>
            <source>Window</source>
            <translation>النافذة</translation>
        </message>
        <message>
            <source>Wisconsin</source>
            <translation>ويسكونسن</translation>
        </message>
        <message>
            <source>With the timer and Hang up, over other windows, while this one is hidden or minimised.</source>
            <translation>مع المؤقت وزر «إنهاء المكالمة»، فوق النوافذ الأخرى، ما دامت هذه النافذة مخفية أو مصغَّرة.</translation>
        </message>
        <message>
            <source>Without the {digits} in front.</source>
            <translation>من دون {digits} في البداية.</translation>
        </message>
        <message>
            <source>Workspace SID</source>
            <translation>معرّف SID لمساحة العمل (Workspace)</translation>
        </message>
        <message>
            <source>Wyoming</source>
            <translation>وايومنغ</translation>
        </message>
        <message>
            <source>Yemen</source>
            <translation>اليمن</translation>
        </message>
        <message>
            <source>Yes</source>
            <translation>نعم</translation>
        </message>
        <message>
            <source>You</source>
            <translation>بياناتك</translation>
        </message>
        <message>
            <source>You answered</source>
            <translation>تم الرد من هاتفك</translation>
        </message>
        <message>
            <source>You are in no ring group, and only your own groups' numbers may be shown.</source>
            <translation>لا تضمك أي مجموعة رنين، ولا يُسمح إلا بإظهار أرقام مجموعاتك.</translation>
        </message>
        <message>
            <source>You are still in the call. Try again, or stay.</source>
            <translation>ما زلت في المكالمة. حاول مرة أخرى أو ابقَ.</translation>
        </message>
        <message>
            <source>You called {number} {seconds} s ago.</source>
            <translation>اتصلت بـ {number} قبل {seconds} ث.</translation>
        </message>
        <message>
            <source>You can call with this line, but it is not at its best.</source>
            <translation>يمكن الاتصال بهذا الخط، لكنه ليس في أفضل حالاته.</translation>
        </message>
        <message>
            <source>You hung up</source>
            <translation>أنهيتم المكالمة</translation>
        </message>
        <message>
            <source>Your caller ID has just been changed.</source>
            <translation>تغيّر معرّف المتصل لديك للتو.</translation>
        </message>
        <message>
            <source>Your caller ID is not set by anybody any more: the company's settings decide.</source>
            <translation>لم يعد أحد يحدد معرّف المتصل لديك: تسري إعدادات الشركة.</translation>
        </message>
        <message>
            <source>Your caller ID is now {caller_id} (you, {time}).</source>
            <translation>معرّف المتصل لديك الآن: {caller_id} (أنت، {time}).</translation>
        </message>
        <message>
            <source>Your caller ID is now {caller_id} ({by}, {time}).</source>
            <translation>معرّف المتصل لديك الآن: {caller_id} ({by}، {time}).</translation>
        </message>
        <message>
            <source>Your caller ID is now {caller_id} ({by}, {time}: {why}).</source>
            <translation>معرّف المتصل لديك الآن: {caller_id} ({by}، {time}: {why}).</translation>
        </message>
        <message>
            <source>Your caller ID is set by {name}.</source>
            <translation>معرّف المتصل لديك محدَّد من قِبل {name}.</translation>
        </message>
        <message>
            <source>Your line is fine.</source>
            <translation>خطك بحالة جيدة.</translation>
        </message>
        <message>
            <source>Your line is not connected to Twilio.</source>
            <translation>خطك غير متصل بـ Twilio.</translation>
        </message>
        <message>
            <source>Your line is ready.</source>
            <translation>خطك جاهز.</translation>
        </message>
        <message>
            <source>Your line is reconnecting…</source>
            <translation>خطك يعيد الاتصال…</translation>
        </message>
        <message>
            <source>Your line is starting…</source>
            <translation>خطك قيد البدء…</translation>
        </message>
        <message>
            <source>Your name</source>
            <translation>اسمك</translation>
        </message>
        <message>
            <source>Your name cannot be used for a line.</source>
            <translation>لا يمكن استخدام اسمك لخط.</translation>
        </message>
        <message>
            <source>Your own phone sends the tones: press the keys on it.</source>
            <translation>هاتفك هو الذي يرسل النغمات: يُرجى ضغط المفاتيح عليه.</translation>
        </message>
        <message>
            <source>Your phone could not be reached</source>
            <translation>تعذّر الوصول إلى هاتفك</translation>
        </message>
        <message>
            <source>Your phone hung up</source>
            <translation>أنهى هاتفك المكالمة</translation>
        </message>
        <message>
            <source>Your phone is busy</source>
            <translation>هاتفك مشغول</translation>
        </message>
        <message>
            <source>Your phone may be ringing</source>
            <translation>قد يكون هاتفك يرن</translation>
        </message>
        <message>
            <source>Your phone may be ringing; it is hung up once it is found</source>
            <translation>قد يكون هاتفك يرن؛ وستُنهى المكالمة عند العثور عليها</translation>
        </message>
        <message>
            <source>Your phone rings at</source>
            <translation>يرن هاتفك على</translation>
        </message>
        <message>
            <source>Your phone stopped ringing</source>
            <translation>توقف هاتفك عن الرنين</translation>
        </message>
        <message>
            <source>Your phone was not answered</source>
            <translation>لم يُرد على هاتفك</translation>
        </message>
        <message>
            <source>Your phone was not rung</source>
            <translation>لم يرن هاتفك</translation>
        </message>
        <message>
            <source>Your ring groups have no local number</source>
            <translation>لا يوجد رقم محلي لدى مجموعات رنينك</translation>
        </message>
        <message>
            <source>Your ring groups have no number for this call, and others may not be shown.</source>
            <translation>لا يوجد لدى مجموعات رنينك رقم لهذه المكالمة، ولا يُسمح بإظهار غيرها.</translation>
        </message>
        <message>
            <source>Your ring groups have no toll-free number for {country}</source>
            <translation>لا يوجد لدى مجموعات رنينك رقم مجاني لـ {country}</translation>
        </message>
        <message>
            <source>Your toll-free number for {country}</source>
            <translation>رقمك المجاني لـ {country}</translation>
        </message>
        <message>
            <source>Yukon</source>
            <translation>يوكون</translation>
        </message>
        <message>
            <source>Zambia</source>
            <translation>زامبيا</translation>
        </message>
        <message>
            <source>Zimbabwe</source>
            <translation>زيمبابوي</translation>
        </message>
        <message>
            <source>a SIP address ("sip:ana@acme.example"), a phone number ("+1…") or "client:" and a name</source>
            <translation>عنوان SIP ‏("sip:ana@acme.example") أو رقم هاتف ("+1…") أو "client:" متبوعًا باسم</translation>
        </message>
        <message>
            <source>a country code of two letters, such as "US"</source>
            <translation>رمز بلد من حرفين، مثل "US"</translation>
        </message>
        <message>
            <source>a name of up to 64 letters, digits, blanks or . @ + - _</source>
            <translation>اسم لا يزيد على 64 حرفًا أو رقمًا أو مسافة أو . @ + - _</translation>
        </message>
        <message>
            <source>a number in E.164, such as "+14155550123"</source>
            <translation>رقم بصيغة E.164، مثل "+14155550123"</translation>
        </message>
        <message>
            <source>a whole number from "0" to "100"</source>
            <translation>عدد صحيح من "0" إلى "100"</translation>
        </message>
        <message>
            <source>an address that starts with "https://", or nothing</source>
            <translation>عنوان يبدأ بـ "https://"، أو لا شيء</translation>
        </message>
        <message>
            <source>an identifier that starts with "{prefix}"</source>
            <translation>معرّف يبدأ بـ "{prefix}"</translation>
        </message>
        <message>
            <source>another number was chosen</source>
            <translation>اختير رقم آخر</translation>
        </message>
        <message>
            <source>busy</source>
            <translation>مشغول</translation>
        </message>
        <message>
            <source>call ended</source>
            <translation>انتهت المكالمة</translation>
        </message>
        <message>
            <source>calling {number}…</source>
            <translation>جارٍ الاتصال بـ {number}…</translation>
        </message>
        <message>
            <source>calling {who}…</source>
            <translation>جارٍ الاتصال بـ {who}…</translation>
        </message>
        <message>
            <source>cancelled</source>
            <translation>أُلغيت</translation>
        </message>
        <message>
            <source>cannot carry calls</source>
            <translation>لا يدعم المكالمات</translation>
        </message>
        <message>
            <source>connected</source>
            <translation>متصل</translation>
        </message>
        <message>
            <source>failed</source>
            <translation>فشلت</translation>
        </message>
        <message>
            <source>fits as well, but comes later in the account</source>
            <translation>مناسب أيضًا، لكنه يأتي لاحقًا في الحساب</translation>
        </message>
        <message>
            <source>fits as well, but this person was last connected with the number chosen</source>
            <translation>مناسب أيضًا، لكن آخر مكالمة مع هذا الشخص كانت بالرقم المختار</translation>
        </message>
        <message>
            <source>handed over</source>
            <translation>حُوّلت</translation>
        </message>
        <message>
            <source>hanging up {number}…</source>
            <translation>جارٍ إنهاء المكالمة مع {number}…</translation>
        </message>
        <message>
            <source>has another country code than the number called</source>
            <translation>رمز بلده مختلف عن رمز بلد الرقم المتصَل به</translation>
        </message>
        <message>
            <source>has area code {theirs}, not {wanted}</source>
            <translation>رمز منطقته {theirs}، وليس {wanted}</translation>
        </message>
        <message>
            <source>hours such as "21:00-08:00", or nothing</source>
            <translation>ساعات مثل "21:00-08:00"، أو لا شيء</translation>
        </message>
        <message>
            <source>in progress</source>
            <translation>جارية</translation>
        </message>
        <message>
            <source>is farther away: {place}</source>
            <translation>أبعد: {place}</translation>
        </message>
        <message>
            <source>is not in {state}</source>
            <translation>ليس في {state}</translation>
        </message>
        <message>
            <source>is only verified, not owned; automatic choice leaves those out</source>
            <translation>موثَّق فقط وغير مملوك؛ والاختيار التلقائي يستبعد هذه الأرقام</translation>
        </message>
        <message>
            <source>is set to receive fax</source>
            <translation>معدّ لاستقبال الفاكس</translation>
        </message>
        <message>
            <source>is the number being called</source>
            <translation>هو الرقم المتصَل به</translation>
        </message>
        <message>
            <source>is toll-free: local numbers come first</source>
            <translation>رقم مجاني: الأرقام المحلية أولًا</translation>
        </message>
        <message>
            <source>is your dedicated line: it is not chosen automatically</source>
            <translation>هو خطك الخاص: لا يُختار تلقائيًا</translation>
        </message>
        <message>
            <source>is {owner}'s dedicated line</source>
            <translation>هو الخط الخاص بـ {owner}</translation>
        </message>
        <message>
            <source>may have rung</source>
            <translation>ربما رنّ الهاتف</translation>
        </message>
        <message>
            <source>no answer</source>
            <translation>لا رد</translation>
        </message>
        <message>
            <source>no ring group in common: it is in {its}, you are in {yours}</source>
            <translation>لا توجد مجموعة رنين مشتركة: الرقم في {its}، وأنت في {yours}</translation>
        </message>
        <message>
            <source>no ring group in common: it is in {its}, {agent} is in {theirs}</source>
            <translation>لا توجد مجموعة رنين مشتركة: الرقم في {its}، و{agent} في {theirs}</translation>
        </message>
        <message>
            <source>nobody knows whether {number} rang</source>
            <translation>لا أحد يعلم هل رن {number}</translation>
        </message>
        <message>
            <source>nobody knows whether {who} rang</source>
            <translation>لا أحد يعلم هل رن هاتف {who}</translation>
        </message>
        <message>
            <source>none</source>
            <translation>(لا توجد)</translation>
        </message>
        <message>
            <source>nothing</source>
            <translation>لا شيء</translation>
        </message>
        <message>
            <source>tel:, callto: and sip: links now open here. Written: {entry} and {choices}.</source>
            <translation>أصبحت روابط tel: وcallto: وsip: تُفتح هنا الآن. كُتب: {entry} و{choices}.</translation>
        </message>
        <message>
            <source>the name of a device, or nothing</source>
            <translation>اسم جهاز، أو لا شيء</translation>
        </message>
        <message>
            <source>true or false</source>
            <translation>true أو false</translation>
        </message>
        <message>
            <source>undo</source>
            <translation>تراجع</translation>
        </message>
        <message>
            <source>waiting in Twilio's queue: about {seconds} s</source>
            <translation>في قائمة انتظار Twilio: نحو {seconds} ث</translation>
        </message>
        <message>
            <source>was refused by Twilio as a caller ID lately</source>
            <translation>رفضته Twilio مؤخرًا كمعرّف متصل</translation>
        </message>
        <message>
            <source>your company</source>
            <translation>شركتك</translation>
        </message>
        <message>
            <source>your phone did not answer</source>
            <translation>لم يُرد على هاتفك</translation>
        </message>
        <message>
            <source>{by} changed it to {caller_id} since ({time}).</source>
            <translation>غيّره {by} إلى {caller_id} منذ ذلك الحين ({time}).</translation>
        </message>
        <message>
            <source>{by} pinned your caller ID to {caller_id} until {until}.</source>
            <translation>ثبّت {by} معرّف المتصل لديك على {caller_id} حتى {until}.</translation>
        </message>
        <message>
            <source>{by} pinned your caller ID to {caller_id}.</source>
            <translation>ثبّت {by} معرّف المتصل لديك على {caller_id}.</translation>
        </message>
        <message>
            <source>{by} pinned your caller ID.</source>
            <translation>ثبّت {by} معرّف المتصل لديك.</translation>
        </message>
        <message>
            <source>{by} pinned {caller_id} since ({time}).</source>
            <translation>ثبّت {by} {caller_id} منذ ذلك الحين ({time}).</translation>
        </message>
        <message>
            <source>{by} pinned {caller_id} until {until}.</source>
            <translation>ثبّت {by} {caller_id} حتى {until}.</translation>
        </message>
        <message>
            <source>{by} pinned {caller_id}.</source>
            <translation>ثبّت {by} {caller_id}.</translation>
        </message>
        <message>
            <source>{by} set your caller ID to {caller_id} at {time}; your own choice came later and counts.</source>
            <translation>حدّد {by} معرّف المتصل لديك على {caller_id} في {time}؛ وجاء اختيارك بعده وهو الساري.</translation>
        </message>
        <message>
            <source>{company} has changed settings: {count}.</source>
            <translation>إعدادات غيّرتها {company}: {count}.</translation>
        </message>
        <message>
            <source>{company} has changed your ring groups and settings: {count}.</source>
            <translation>غيّرت {company} مجموعات رنينك، وإعدادات عددها: {count}.</translation>
        </message>
        <message>
            <source>{company} has changed your ring groups.</source>
            <translation>غيّرت {company} مجموعات رنينك.</translation>
        </message>
        <message>
            <source>{company} has changed “{label}”. It is now: {value}</source>
            <translation>غيّرت {company} «{label}». القيمة الآن: {value}</translation>
        </message>
        <message>
            <source>{count} added</source>
            <translation>أُضيف {count}</translation>
        </message>
        <message>
            <source>{count} changed</source>
            <translation>تغيّر {count}</translation>
        </message>
        <message>
            <source>{count} released</source>
            <translation>أُزيل {count}</translation>
        </message>
        <message>
            <source>{digits} is a crisis line and is not called from here.</source>
            <translation>{digits} خط مساعدة في الأزمات ولا يُتصل به من هنا.</translation>
        </message>
        <message>
            <source>{digits} is a short code ({country}) and is not called from here.</source>
            <translation>{digits} رقم قصير ({country}) ولا يُتصل به من هنا.</translation>
        </message>
        <message>
            <source>{digits} is an emergency number and is not called from here.</source>
            <translation>{digits} رقم طوارئ ولا يُتصل به من هنا.</translation>
        </message>
        <message>
            <source>{digits} is no longer dialled in {country}.</source>
            <translation>لم يعد {digits} يُطلب في {country}.</translation>
        </message>
        <message>
            <source>{digits} was put in front, as in calls inside {country}.</source>
            <translation>أُضيف {digits} في البداية كما في المكالمات داخل {country}.</translation>
        </message>
        <message>
            <source>{file} can be changed by others than the administrator, so it locks nothing and only suggests. To mend it: {remedy}</source>
            <translation>يمكن لغير المسؤول تغيير {file}، لذا لا يقفل شيئًا بل يقترح فقط. لإصلاحه: {remedy}</translation>
        </message>
        <message>
            <source>{file} can be changed by others than the administrator, so its last good copy counts. To mend it: {remedy}</source>
            <translation>يمكن لغير المسؤول تغيير {file}، لذا تسري آخر نسخة سليمة منه. لإصلاحه: {remedy}</translation>
        </message>
        <message>
            <source>{file} cannot be read: {reason}.</source>
            <translation>تعذّرت قراءة {file}: {reason}.</translation>
        </message>
        <message>
            <source>{file} cannot be written ({why}).</source>
            <translation>تعذّرت كتابة {file} ({why}).</translation>
        </message>
        <message>
            <source>{file} has headers in line {line} and no contact below them.</source>
            <translation>يحتوي {file} على عناوين أعمدة في السطر {line} ولا جهات اتصال تحتها.</translation>
        </message>
        <message>
            <source>{file} is a spreadsheet, not a CSV or vCard file.</source>
            <translation>{file} جدول بيانات، وليس ملف CSV أو vCard.</translation>
        </message>
        <message>
            <source>{file} is empty.</source>
            <translation>{file} فارغ.</translation>
        </message>
        <message>
            <source>{file} is larger than 256 MB.</source>
            <translation>{file} أكبر من 256 MB.</translation>
        </message>
        <message>
            <source>{file} is neither a CSV nor a vCard file.</source>
            <translation>{file} ليس ملف CSV ولا vCard.</translation>
        </message>
        <message>
            <source>{file}, line {line}: no column holds telephone numbers.</source>
            <translation>{file}، السطر {line}: لا يوجد عمود يحتوي على أرقام هاتف.</translation>
        </message>
        <message>
            <source>{file}, line {line}: no column holds telephone numbers. It has: {found}.</source>
            <translation>{file}، السطر {line}: لا يوجد عمود يحتوي على أرقام هاتف. الموجود: {found}.</translation>
        </message>
        <message>
            <source>{name} ({contact})</source>
            <translation>{name} ({contact})</translation>
        </message>
        <message>
            <source>{name} is set, but is not what “softphone sandbox” prints.</source>
            <translation>المتغير {name} مضبوط، لكن ليس على ما يطبعه «softphone sandbox».</translation>
        </message>
        <message>
            <source>{news} Show it to this customer, or {number}, which you saw?</source>
            <translation>{news} هل يُعرض على هذا العميل أم {number} الذي رأيته؟</translation>
        </message>
        <message>
            <source>{news} The customer sees {number}.</source>
            <translation>{news} يرى العميل {number}.</translation>
        </message>
        <message>
            <source>{number} can no longer be shown. {problem}</source>
            <translation>لم يعد ممكنًا إظهار {number}. {problem}</translation>
        </message>
        <message>
            <source>{number} could not be reached</source>
            <translation>تعذّر الوصول إلى {number}</translation>
        </message>
        <message>
            <source>{number} did not answer</source>
            <translation>لم يرد {number}</translation>
        </message>
        <message>
            <source>{number} is being called already.</source>
            <translation>يجري الاتصال بـ {number} بالفعل.</translation>
        </message>
        <message>
            <source>{number} is busy</source>
            <translation>{number} مشغول</translation>
        </message>
        <message>
            <source>{number} is called next</source>
            <translation>يُتصل بـ {number} بعد ذلك</translation>
        </message>
        <message>
            <source>{number} is called when you answer</source>
            <translation>سيُتصل بـ {number} عند ردّك</translation>
        </message>
        <message>
            <source>{number} is not available. {problem}</source>
            <translation>الرقم {number} غير متاح. {problem}</translation>
        </message>
        <message>
            <source>{number} is on hold</source>
            <translation>{number} قيد الانتظار</translation>
        </message>
        <message>
            <source>{number} is ringing…</source>
            <translation>{number} يرن…</translation>
        </message>
        <message>
            <source>{number} may be ringing</source>
            <translation>قد يكون {number} يرن</translation>
        </message>
        <message>
            <source>{number} may be ringing; it is hung up once it is found</source>
            <translation>قد يكون {number} يرن؛ وستُنهى المكالمة عند العثور عليها</translation>
        </message>
        <message>
            <source>{number} stopped ringing</source>
            <translation>توقف {number} عن الرنين</translation>
        </message>
        <message>
            <source>{number} was not called</source>
            <translation>لم يُتصل بـ {number}</translation>
        </message>
        <message>
            <source>{one} or {other}</source>
            <translation>{one} أو {other}</translation>
        </message>
        <message>
            <source>{one}, {other}</source>
            <translation>{one}، {other}</translation>
        </message>
        <message>
            <source>{path} could not be made: {error}.</source>
            <translation>تعذّر إنشاء {path}: {error}.</translation>
        </message>
        <message>
            <source>{path} could not be read or written: {error}.</source>
            <translation>تعذّرت قراءة {path} أو كتابته: {error}.</translation>
        </message>
        <message>
            <source>{path} could not be written: {error}.</source>
            <translation>تعذّرت كتابة {path}: {error}.</translation>
        </message>
        <message>
            <source>{path} was not a database any more. It was set aside as {aside}.</source>
            <translation>لم يعد {path} قاعدة بيانات، وقد نُحّي باسم {aside}.</translation>
        </message>
        <message>
            <source>{path}, which {name} names, cannot be read as certificates.</source>
            <translation>تعذّرت قراءة {path} الذي يحدده {name} كشهادات.</translation>
        </message>
        <message>
            <source>{prefix} was read as +.</source>
            <translation>قُرئ {prefix} على أنه +.</translation>
        </message>
        <message>
            <source>{problem} The caller ID that was known last is shown.</source>
            <translation>{problem} يُعرض آخر رقم متصل معروف.</translation>
        </message>
        <message>
            <source>{server} did not answer when asked for a token.</source>
            <translation>لم يرد {server} عند طلب الرمز.</translation>
        </message>
        <message>
            <source>{server} gave no token (HTTP {status}).</source>
            <translation>لم يعطِ {server} رمزًا (HTTP {status}).</translation>
        </message>
        <message>
            <source>{state}, {country}</source>
            <translation>{state}، {country}</translation>
        </message>
        <message>
            <source>{what} A phone may be ringing.</source>
            <translation>{what} قد يكون هناك هاتف يرن.</translation>
        </message>
        <message>
            <source>{where}: {what}</source>
            <translation>{where}: {what}</translation>
        </message>
        <message>
            <source>{who} could not be reached</source>
            <translation>تعذّر الوصول إلى {who}</translation>
        </message>
        <message>
            <source>{who} did not answer</source>
            <translation>لم يرد {who}</translation>
        </message>
        <message>
            <source>{who} did not take the call.</source>
            <translation>لم يأخذ {who} المكالمة.</translation>
        </message>
        <message>
            <source>{who} has left</source>
            <translation>غادر {who}</translation>
        </message>
        <message>
            <source>{who} is busy</source>
            <translation>{who} مشغول</translation>
        </message>
        <message>
            <source>{who} is called next</source>
            <translation>سيُتصل بـ {who} تاليًا</translation>
        </message>
        <message>
            <source>{who} is in the call</source>
            <translation>{who} في المكالمة</translation>
        </message>
        <message>
            <source>{who} is in the call already.</source>
            <translation>{who} في المكالمة بالفعل.</translation>
        </message>
        <message>
            <source>{who} is not there any more.</source>
            <translation>لم يعد {who} موجودًا.</translation>
        </message>
        <message>
            <source>{who} is on hold</source>
            <translation>{who} قيد الانتظار</translation>
        </message>
        <message>
            <source>{who} is ringing…</source>
            <translation>{who} يرن…</translation>
        </message>
        <message>
            <source>{who} may be ringing</source>
            <translation>قد يكون {who} يرن</translation>
        </message>
        <message>
            <source>{who} stopped ringing</source>
            <translation>توقف {who} عن الرنين</translation>
        </message>
        <message>
            <source>{who} was not called</source>
            <translation>لم يُتصل بـ {who}</translation>
        </message>
        <message>
            <source>{why}; you last spoke from this number</source>
            <translation>{why}؛ تحدثت آخر مرة من هذا الرقم</translation>
        </message>
        <message>
            <source>Åland Islands</source>
            <translation>جزر آلاند</translation>
        </message>
        <message>
            <source>“{label}” is now set by {company}.</source>
            <translation>«{label}» محدَّد الآن من قِبل {company}.</translation>
        </message>
        <message>
            <source>“{label}” is set in {file} and cannot be changed here.</source>
            <translation>«{label}» محدَّد في {file} ولا يمكن تغييره هنا.</translation>
        </message>
        <message>
            <source>“{label}” is yours to change now.</source>
            <translation>يمكنك الآن تغيير «{label}».</translation>
        </message>
        <message>
            <source>“{name}” is not a telephone number.</source>
            <translation>«{name}» ليس رقم هاتف.</translation>
        </message>
        <message>
            <source>“{scheme}:” links do not lead to a telephone.</source>
            <translation>روابط «{scheme}:» لا تؤدي إلى هاتف.</translation>
        </message>
        <message>
            <source>“{text}” cannot be dialled exactly as typed.</source>
            <translation>لا يمكن الاتصال بـ «{text}» كما كُتب تمامًا.</translation>
        </message>
        <message>
            <source>“{text}” cannot be sent as tones.</source>
            <translation>لا يمكن إرسال «{text}» كنغمات.</translation>
        </message>
        <message>
            <source>“{text}” cannot exist: no area code or exchange in +1 starts so.</source>
            <translation>لا يمكن أن يوجد “{text}”: لا يبدأ أي رمز منطقة أو مقسم في +1 هكذا.</translation>
        </message>
        <message>
            <source>“{text}” does not have a number's length.</source>
            <translation>طول «{text}» ليس طول رقم هاتف.</translation>
        </message>
        <message>
            <source>“{text}” does not start with a country code that exists.</source>
            <translation>لا يبدأ «{text}» برمز بلد موجود.</translation>
        </message>
        <message>
            <source>“{text}” has no area code.</source>
            <translation>لا يحتوي «{text}» على رمز منطقة.</translation>
        </message>
        <message>
            <source>“{text}” has no country code.</source>
            <translation>لا يحتوي «{text}» على رمز بلد.</translation>
        </message>
        <message>
            <source>“{text}” has too few digits.</source>
            <translation>خانات «{text}» أقل من اللازم.</translation>
        </message>
        <message>
            <source>“{text}” has too many digits.</source>
            <translation>خانات «{text}» أكثر من اللازم.</translation>
        </message>
        <message>
            <source>“{text}” is nobody known here.</source>
            <translation>«{text}» غير معروف هنا.</translation>
        </message>
        <message>
            <source>“{text}” is not a SIP address.</source>
            <translation>«{text}» ليس عنوان SIP.</translation>
        </message>
        <message>
            <source>“{text}” is not a telephone number.</source>
            <translation>«{text}» ليس رقم هاتف.</translation>
        </message>
        <message>
            <source>“{text}” was rounded by a spreadsheet: the last digits are lost.</source>
            <translation>قرّب جدول بيانات “{text}”: فُقدت الأرقام الأخيرة.</translation>
        </message>
        <message>
            <source>“{value}” does not fit “{label}”.</source>
            <translation>القيمة «{value}» لا تناسب «{label}».</translation>
        </message>
    </context>
</TS>
