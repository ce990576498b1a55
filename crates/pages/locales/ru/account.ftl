# Signing in, one's own account.

sign-in-title = Вход
sign-in-forgotten = Забыли пароль? Администратор вашей организации даст ссылку для нового.
account-name = Имя учётной записи
account-name-hint = Имя для входа, а не полное имя человека.
account-password = Пароль
account-again = Пароль ещё раз
account-current = Текущий пароль
account-new-password = Новый пароль
password-least = { $n ->
    [one] Не короче { $n } символа.
    [few] Не короче { $n } символов.
   *[other] Не короче { $n } символов.
}
password-rules = { password-least } Годятся любые знаки и пробелы; лучше всего несколько слов, связанных только для вас. Не берите пароль, который используете в другом месте.
code-title = Второй фактор
code-label = Код
code-hint = Шесть цифр из приложения или один из кодов восстановления.
code-lost = Потеряли и то и другое? Администратор вашей организации может отключить второй фактор.
set-up-title = Начальная настройка
set-up-lead = Вы первый администратор. Эта страница работает один раз.
set-up-organisation = Название вашей организации
set-up-organisation-hint = Оно стоит на каждой странице. Позже его можно изменить и добавить другие языки.
set-up-do = Создать учётную запись
new-password-title = Новый пароль
new-password-for = Для учётной записи { $name }. Все другие её сеансы завершатся.
new-password-do = Задать пароль
two-factor-title = Подключение второго фактора
two-factor-lead = Пароль можно подсмотреть. Со вторым фактором одного пароля мало.
two-factor-scan = Отсканируйте эту картинку приложением одноразовых кодов.
two-factor-qr = QR-код с секретом
two-factor-type = Или введите секрет вручную:
two-factor-code = Код, который оно показывает сейчас
two-factor-do = Включить
recovery-title = Коды восстановления
recovery-lead = Каждый один раз откроет учётную запись, если телефон потерян. Распечатайте или запишите их.
recovery-done = Коды сохранены
account-title = Ваша учётная запись
account-second = Второй фактор
account-second-on = Включён
account-second-off = Выключен
account-second-why = Кто узнает пароль, тот сможет войти.
account-second-do = Подключить второй фактор
account-recovery-left = { $n ->
    [one] Остался { $n } код восстановления.
    [few] Осталось { $n } кода восстановления.
   *[other] Осталось { $n } кодов восстановления.
}
account-recovery-new = Создать новые коды
account-sessions = Где выполнен вход
account-here = Этот сеанс
account-end = Завершить
account-end-what = Завершить сеанс: { $what }
account-password-change = Сменить пароль
