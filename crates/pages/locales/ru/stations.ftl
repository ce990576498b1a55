# Stations.

stations-q = Код, название, адрес любым письмом
stations-none = Подходящих участков нет.
station-new = Добавить участок
station-edit = Изменить участок
station-where = На карте
station-tags = Метки
station-latitude = Широта
station-latitude-hint = Градусы северной широты, например 42.8997
station-longitude = Долгота
station-longitude-hint = Градусы восточной долготы, например 71.3780
