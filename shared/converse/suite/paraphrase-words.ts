/**
 * Words and phrases that say the same, each way, one pair a line. Written by hand and apart from the simulated model's own
 * synonyms: a paraphrase made of its table would test nothing. Only pairs that fit the same place in a sentence.
 */
export const swaps: readonly (readonly [string, string])[] = `show me = let me see
find = look for
search for = look for
look up = find
look up = check
give me = get me
tell me = let me know
get = pull up
show = bring up
list = show me
create = set up
create = make
add = put in
add = attach
update = change
modify = change
delete = get rid of
remove = take out
cancel = call off
send = fire off
book = reserve
schedule = set up
buy = purchase
check = look at
start = kick off
stop = end
open = unresolved
need = want
want = would like
how many = what number of
what is = tell me
which = what
latest = most recent
recent = latest
last = previous
next = upcoming
all = every one of
biggest = largest
cheap = inexpensive
cheapest = least expensive
near = close to
nearby = close by
about = regarding
status = state
problem = issue
ticket = case
tickets = cases
customer = client
customers = clients
company = firm
order = purchase
orders = purchases
invoice = bill
invoices = bills
price = cost
prices = costs
shipment = delivery
shipments = deliveries
package = parcel
meeting = appointment
meetings = appointments
doctor = physician
movie = film
movies = films
apartment = flat
picture = photo
email = mail
help me = assist me
right now = at the moment
today = this very day
quickly = fast
details = particulars
information = info
summary = overview
summarize = sum up
compare = contrast
calculate = work out
explain = describe
translate = put`
  .split("\n")
  .map((line) => {
    const [one = "", two = ""] = line.split(" = ");
    return [one, two] as const;
  });

/** Long and short forms. */
export const contractions: readonly (readonly [string, string])[] = `I am = I'm
I would = I'd
I will = I'll
do not = don't
does not = doesn't
did not = didn't
is not = isn't
are not = aren't
cannot = can't
can not = can't
will not = won't
could not = couldn't
what is = what's
where is = where's
who is = who's
how is = how's
it is = it's
that is = that's
there is = there's
let us = let's
we are = we're
you are = you're
they are = they're
we would = we'd`
  .split("\n")
  .map((line) => {
    const [long = "", short = ""] = line.split(" = ");
    return [long, short] as const;
  });

/** Verbs that begin a request: what follows "Could you please". */
export const requestVerbs: ReadonlySet<string> = new Set(
  `add apply approve archive arrange assign attach bill book bring buy calculate call cancel change charge check clear close
collect compare compute connect convert copy count create delete deliver describe detect disable dispatch display download
draft edit email enable escalate estimate evaluate explain export extend fetch file fill filter find fix flag forward
generate get give grant help identify import insert inspect invite issue keep launch list load locate log look mail make
mark measure merge message modify monitor move notify open order pause pay play plan post prepare print process provide
provision publish pull purchase push put raise read rebook record refresh refund register reject remind remove rename renew
rent reopen reply report request reschedule reserve reset resolve restart restore retrieve return revoke route run save
schedule search select send set share ship show sign solve sort start stop store submit subscribe suggest sum summarise
summarize switch tell text track transfer translate transmit trigger turn undo update upgrade upload validate verify view
withdraw write`.split(/\s+/),
);

/** Frames for a request that begins with its verb; `*` is the request, its first letter small. */
export const requestFrames: readonly string[] = [
  "Could you please *?",
  "Can you *?",
  "Would you mind helping me? I need you to *.",
  "I'd like you to *.",
  "Hi there, please *. Thanks!",
  "When you have a moment, please *.",
];

/** Frames for anything else; `*` stands as it was said, with its end mark. */
export const anyFrames: readonly string[] = [
  "Hello, I hope you can help me. *",
  "Hi! * Thank you.",
  "Quick question: *",
  "* Thanks in advance!",
];

/** What people say while they look for words. */
export const openers: readonly string[] = ["um", "uh so", "okay so", "yeah hi um", "so", "right um"];
export const fillers: readonly string[] = ["uh", "um", "you know", "like", "let me think", "er"];
