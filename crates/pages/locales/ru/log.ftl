# The log and the audit trail.

log-lead = Всё поступившее — записи этого журнала. Никто, даже администратор, не может незаметно изменить запись.
log-checkpoint = Последняя контрольная точка
log-size = Записей
log-signed = Подписана
log-origin = Имя журнала
log-root = Корневой хеш
log-key = Открытый ключ
log-witnesses = Свидетели
log-witnesses-none = Свидетелей нет. Попросите другую организацию быть свидетелем: только тогда нельзя скрыть вторую историю.
log-cosigned = Заверено
log-not-cosigned = Ещё нет
log-cosigned-size = { $n ->
    [one] { $n } запись
    [few] { $n } записи
   *[other] { $n } записей
}
log-find = Найти квитанцию
log-find-hint = 36 знаков, как на телефоне отправителя.
log-verify = Проверьте сами
log-verify-lead = Программа проверки маленькая и отдельная; доверять этому серверу не нужно.
log-entries = Последние записи
log-entries-none = Журнал пуст.
log-of = к записи { $n }
changes-lead = Кто, что и когда изменил. Из этого списка ничего нельзя удалить.
changes-q = Учётная запись или код
changes-since = С какого дня
changes-none = Подходящих изменений нет.
