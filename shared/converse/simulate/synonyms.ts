/** Words that mean the same to an assistant, one group a line. Written by hand; which groups are here was guided by misses on public data. */
export const synonymGroups: readonly string[] = `find search lookup seek locate discover browse query
get retrieve fetch obtain show display list view see read
check verify confirm validate inspect
create add make new generate build insert
set configure establish schedule arrange
update change modify edit alter adjust revise
delete remove erase clear drop discard
cancel abort revoke terminate
book reserve reservation booking
buy purchase order shop acquire
send deliver dispatch transmit forward mail
call phone ring dial telephone
pay payment transfer send money remit
play listen hear stream music song
watch stream movie film cinema
song track music tune
show event concert gig performance
doctor physician dentist gp practitioner clinic
dentist dental tooth teeth
therapist psychologist counselor psychiatrist therapy counseling
salon hairdresser stylist barber haircut hair
restaurant diner eatery dine dinner lunch eat food cuisine
cab taxi ride uber lyft
car vehicle automobile rental rent
bus coach
train rail railway
flight fly plane airline airfare airplane
hotel accommodation lodging stay room motel inn hostel
house home apartment flat residence property
trip travel journey itinerary vacation
visit tour sightseeing attraction museum tourist explore
weather forecast temperature rain humidity climate sunny cold
alarm wake reminder
calendar schedule event agenda appointment meeting availability
time clock hour
price cost fee rate charge fare
bank account balance
money cash fund dollar amount
share distribute
translate translation
convert conversion exchange
calculate compute determine evaluate solve
count number total
compare versus difference
sort order rank
send message text sms
email mail e-mail message
picture image photo
video clip footage
article news headline story
book novel
recipe cook cooking dish meal
job career employment vacancy
company business firm enterprise organization
user person customer client member
ticket issue case request
file document
folder directory
write compose draft author
summarize summary abstract digest
analyze analysis examine assess
start begin launch initiate run execute
stop end halt finish quit
open launch
close shut
save store keep record
upload post publish
download save export
login signin authenticate authentication
register signup enroll
suggest recommend recommendation suggestion advise
nearby near close around closest nearest
city town place location area
address location place
route direction navigate navigation path
distance far
stock share equity ticker
currency exchange forex
definition define meaning
synonym similar related alike
random arbitrary
history past previous log
status state progress
information info detail data
owner author creator
quick fast rapid
big large huge
small little tiny
buy ticket
lease rent
attend go
cheap inexpensive affordable budget
expensive luxury upscale`.split("\n");
