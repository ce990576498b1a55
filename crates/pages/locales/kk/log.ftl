# The log and the audit trail.

log-lead = Келіп түскеннің бәрі — осы журнал жазбалары. Ешкім, тіпті әкімші де, жазбаны білдіртпей өзгерте алмайды.
log-checkpoint = Соңғы бақылау нүктесі
log-size = Жазбалар
log-signed = Қол қойылған
log-origin = Журнал аты
log-root = Түбірлік хеш
log-key = Ашық кілт
log-witnesses = Куәлар
log-witnesses-none = Куә жоқ. Басқа ұйымнан куә болуды сұраңыз: сонда ғана екінші тарихты жасыру мүмкін емес.
log-cosigned = Расталған
log-not-cosigned = Әлі жоқ
log-cosigned-size = { $n } жазба
log-find = Түбіртек табу
log-find-hint = 36 таңба, жіберушінің телефонындағыдай.
log-verify = Өзіңіз тексеріңіз
log-verify-lead = Тексеру бағдарламасы шағын әрі бөлек; бұл серверге сенудің қажеті жоқ.
log-entries = Соңғы жазбалар
log-entries-none = Журнал бос.
log-of = { $n }-жазбаға
changes-lead = Кім, нені, қашан өзгертті. Бұл тізімнен ештеңе жоюға болмайды.
changes-q = Тіркелгі немесе код
changes-since = Қай күннен
changes-none = Сәйкес өзгеріс жоқ.
