# What came in.

submissions-q = Учаске немесе байқаушы
submissions-all = Ауыстырылғандарымен
submissions-none = Сәйкес хабарлама жоқ.
submissions-none-yet = Әзірге ештеңе түскен жоқ.
submission-edits = { $n } рет түзетілген
submission-id = Хабарлама коды
submission-receipt = Түбіртек
submission-payload = Дәл мазмұны
submission-captured = Толтырылған
submission-answers = Жауаптар
submission-answers-none = Жауап жоқ.
submission-files = Файлдар
answer-sealed = Мөрленген
answer-irregular = Тәртіп бұзылған
file-sealed = мөрленген
files-note = Орны, құрылғысы мен уақыты жоқ жұмыс көшірмелері. Түпнұсқалары мөрленген және өзгертілмеген.
erased-note = Мазмұны өшірілді. Журналдағы жазба мен түбіртектер жарамды күйінде қалады.
replaced-note = Кейінгі нұсқа күшінде:
sealed-title = Ішінара мөрленген.
sealed-note = Жауаптардың бір бөлігін тек сақтаушылар бірге оқи алады.
