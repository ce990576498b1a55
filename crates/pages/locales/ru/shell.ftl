# What stands around every page.

skip = Перейти к содержанию
menu = Меню
nav-label = Разделы
nav-overview = Обзор
nav-today = Сегодня
nav-elections = Выборы
nav-stations = Участки
nav-list = Список
nav-import = Загрузка из файла
nav-boundaries = Границы
nav-people = Люди
nav-observers = Наблюдатели
nav-organisations = Организации
nav-staff = Члены комиссий
nav-deployments = Расстановка
nav-plan = По дням
nav-visits = Посещения
nav-submissions = Донесения
nav-log = Журнал
nav-checkpoint = Контрольная точка
nav-changes = Изменения
nav-settings = Настройки
nav-organisation = Организация
nav-tokens = Ключи доступа
nav-webhooks = Вебхуки
nav-server = Сервер
nav-backup = Резервные копии
nav-help = Справка
search-label = Поиск участков, людей, донесений
language-label = Язык
theme-label = Оформление
theme-auto = Авто
theme-light = Светлое
theme-dark = Тёмное
role-viewer = Читатель
role-observer = Наблюдатель
role-data-clerk = Оператор ввода
role-verifier = Проверяющий
role-analyst = Аналитик
role-coordinator = Координатор
role-administrator = Администратор
simulated = ИМИТАЦИЯ
simulated-note = Эти выборы смоделированы. Они не описывают реальных выборов, мест, партий или людей.
footer-checkpoint = { $n ->
    [one] { $n } запись в журнале
    [few] { $n } записи в журнале
   *[other] { $n } записей в журнале
}
