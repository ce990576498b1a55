# Stations.

stations-q = Code, name, address in any script
stations-none = No station fits.
station-new = Add a station
station-edit = Edit the station
station-where = On the map
station-tags = Tags
station-latitude = Latitude
station-latitude-hint = Degrees north, such as 42.8997
station-longitude = Longitude
station-longitude-hint = Degrees east, such as 71.3780
