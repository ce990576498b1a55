# Stations.

stations-q = Код, атау, мекенжай кез келген жазумен
stations-none = Сәйкес учаске жоқ.
station-new = Учаске қосу
station-edit = Учаскені өзгерту
station-where = Картада
station-tags = Белгілер
station-latitude = Ендік
station-latitude-hint = Солтүстік ендік градусы, мысалы 42.8997
station-longitude = Бойлық
station-longitude-hint = Шығыс бойлық градусы, мысалы 71.3780
