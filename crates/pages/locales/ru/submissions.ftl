# What came in.

submissions-q = Участок или наблюдатель
submissions-all = Вместе с заменёнными
submissions-none = Подходящих донесений нет.
submissions-none-yet = Пока ничего не поступило.
submission-edits = { $n ->
    [one] Исправлено { $n } раз
    [few] Исправлено { $n } раза
   *[other] Исправлено { $n } раз
}
submission-id = Код донесения
submission-receipt = Квитанция
submission-payload = Точное содержание
submission-captured = Заполнено
submission-answers = Ответы
submission-answers-none = Ответов нет.
submission-files = Файлы
answer-sealed = Опечатано
answer-irregular = Нарушение порядка
file-sealed = опечатан
files-note = Рабочие копии без места, устройства и времени. Оригиналы опечатаны и не изменены.
erased-note = Содержание стёрто. Запись в журнале и квитанции остаются действительными.
replaced-note = Действует более поздняя версия:
sealed-title = Частично опечатано.
sealed-note = Часть ответов могут прочитать только хранители вместе.
