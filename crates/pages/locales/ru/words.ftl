# Actions, columns, forms, and words that come from data.

action-add = Добавить
action-back = Назад
action-cancel = Отмена
action-copy = Копировать
action-edit = Изменить
action-filter = Применить
action-find = Найти
action-import = Загрузить
action-revoke = Отозвать
action-save = Сохранить
action-search = Искать
action-show = Показать
action-sign-in = Войти
action-sign-out = Выйти
any = Любые
everywhere = Везде
facts = Сведения
filter-label = Отбор в списке
shown-once = Показывается только один раз. Сохраните в надёжном месте.
of-n = { $n } из { $of }
col-action = Действие
col-added = Добавлено
col-address = Адрес
col-answer = Ответ
col-arrived = Поступило
col-began = С какого времени
col-device = Устройство
col-entry = Запись
col-form = Форма
col-identity = Личность
col-kind = Вид
col-label = Название
col-marks = Пометки
col-name = Название
col-observer = Наблюдатель
col-organisation = Организация
col-place = Место
col-question = Вопрос
col-registered = Избирателей в списке
col-role = Роль
col-size = Размер
col-state = Состояние
col-station = Участок
col-supervisor = Руководитель
col-team = Группа
col-time = Время
col-what = Что
count-stations = { $n ->
    [one] { $n } участок
    [few] { $n } участка
   *[other] { $n } участков
}
count-places = { $n ->
    [one] { $n } место
    [few] { $n } места
   *[other] { $n } мест
}
count-teams = { $n ->
    [one] { $n } группа
    [few] { $n } группы
   *[other] { $n } групп
}
count-rows = { $n ->
    [one] { $n } строка
    [few] { $n } строки
   *[other] { $n } строк
}
pager-label = Страницы
pager-shown = { $shown ->
    [one] Показана { $shown } строка
    [few] Показаны { $shown } строки
   *[other] Показано { $shown } строк
}
pager-of = Показано { $shown } из { $total }
pager-first = В начало
pager-next = Дальше
form-errors = { $n ->
    [one] Проверьте { $n } поле
    [few] Проверьте { $n } поля
   *[other] Проверьте { $n } полей
}
form-optional = (необязательно)
form-names = Названия
form-names-hint = Хотя бы одно. Остальные увидят те, кто читает на этих языках.
form-name-en = На английском
form-name-ru = На русском
form-name-kk = На казахском
form-id-hint = Буквы, цифры и дефисы. Потом изменить нельзя.
form-kept = Хранится каждая версия, и каждая — запись журнала.
problem-required = Это поле нужно заполнить.
problem-stale = За это время кто-то внёс изменения. Обновите страницу и повторите правку.
problem-password-short = Пароль слишком короткий.
problem-password-known = Этот пароль есть в списках известных паролей. Выберите другой.
problem-password-again = Пароли не совпадают.
problem-sign-in = Имя и пароль не подходят друг к другу.
problem-code = Этот код сейчас не подходит. Дождитесь следующего и введите его.
problem-link = Ссылка уже использована или устарела. Попросите новую.
history-title = История
history-version = Версия { $n }
history-entry = запись { $n }
history-first = Первая версия
diff-from = было
diff-to = стало
diff-nothing = ничего
noun-submission = Донесение
noun-attachment = Вложение
noun-form = Форма
noun-station = Участок
noun-erasure = Стирание
noun-opening = Вскрытие опечатанного
noun-change = Изменение
noun-organisation = Организация
noun-agreement = Соглашение
noun-election = Выборы
noun-place = Место
noun-observer = Наблюдатель
noun-team = Группа
noun-deployment = Расстановка
noun-visit = Посещение
noun-incident = Инцидент
noun-event = Событие
noun-protocol = Протокол
station-kind-ordinary = Обычный
station-kind-hospital = Больница
station-kind-prison = Место лишения свободы
station-kind-military = Воинская часть
station-kind-abroad = За рубежом
station-kind-student = Студенческий
station-kind-sanatorium = Санаторий
station-kind-ship = Судно
station-kind-remote = Отдалённая местность
station-kind-other = Другое
observer-role-static = На одном участке
observer-role-mobile = Мобильный
observer-role-short-term = Краткосрочный
observer-role-long-term = Долгосрочный
observer-role-coordinator = Координатор
observer-role-core-team = Основная группа
observer-role-tabulation = Подведение итогов
observer-role-other = Другая
organisation-kind-citizen = Общественное наблюдение
organisation-kind-mission = Международная миссия
organisation-kind-party = Партия
organisation-kind-candidate = Штаб кандидата
organisation-kind-media = СМИ
organisation-kind-commission = Избирательная комиссия
organisation-kind-other = Другое
area-submissions = Донесения
area-incidents = Инциденты
area-protocols = Протоколы
area-deployments = Расстановка
design-random = Случайная выборка
design-convenience = Доступные участки
design-saturation = Все участки
scope-submit = Отправка
scope-read = Чтение
scope-erase = Стирание
scope-define = Определение
scope-about-submit = Отправлять донесения и файлы к ним.
scope-about-read = Читать донесения, участки и формы.
scope-about-erase = Стирать донесения и получать опечатанное в зашифрованном виде.
scope-about-define = Определять формы и участки.
mark-form-unknown = Неизвестная форма
mark-station-unknown = Неизвестный участок
mark-captured-at-unreadable = Время не прочитано
mark-captured-in-future = Время в будущем
mark-about-form-unknown = Форма с таким кодом не определена. Ответы сохранены как есть; пометка исчезнет, когда форму определят.
mark-about-station-unknown = Участка с таким кодом нет. Загрузите участок, и пометка исчезнет, или уточните код у наблюдателя.
mark-about-captured-at-unreadable = Время отправителя не удалось прочитать. Время поступления достоверно.
mark-about-captured-in-future = Часы отправителя спешили. Время поступления достоверно.
state-kept = Хранится
state-replaced = Заменено
state-erased = Стёрто
