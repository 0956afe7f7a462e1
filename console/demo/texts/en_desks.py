"""The IT, hospital and bank desks and the rest, in English."""

from __future__ import annotations

MATTERS = """
== it.login incident
? Account locked after password change
| Changed the password this morning; the phone kept trying the old one and the account is locked. {dept} has figures
  to hand in {deadline}.
- Staff number {staff}, identity checked
- Phone still has the old password
> Unlocked and reset; fine after updating the phone.
== it.login incident
? Certificate error at sign-in on a new laptop
| On the new laptop the sign-in page says the certificate is not trusted; the old laptop works. Staff number {staff}.
- Staff number {staff}
- Old laptop works
> Root certificate installed remotely.
== it.mail incident
? Mailbox full, nothing arrives
| Nothing from outside since yesterday afternoon; the mailbox is full. Needs more room now and help with archiving.
- Mailbox 99% full
- Colleagues are not affected
> Quota raised by 5 GB, mail older than three years archived.
== it.mail incident
? Mail to a partner comes back
| Every message to one partner is returned with code 550; private addresses work.
- Bounce message received
- Only this partner
> Partner's gateway blocked us by mistake; they have put us on the list.
== it.network incident
? VPN connected but no intranet
| Working from home; the VPN says connected, but neither the portal nor the shares open. Same after a restart and
  over a phone hotspot.
- Client version 5.{count}
- Same over a phone hotspot
> VPN client updated and stale routes removed.
== it.network incident
? {dept}: whole floor without network
| No wired network on the floor of {dept} since this morning, about {seats} people. Wi-Fi works but is slow.
- About {seats} people affected
- Gateway does not answer
> Port of the access switch was faulty; moved to a spare one.
== it.network incident
? Wi-Fi in the meeting room drops
| Video calls in the meeting room drop every few minutes. Visitors come {deadline}; they would like it fixed before.
- Room next door is fine
- Full signal, but it disconnects
> Access point in the room replaced; no drop for a day.
== hospital.queue incident
? Waiting-room screen stuck at {number}
| The screen in {dept} has stopped at number {number}. Nurses call patients by hand and the waiting room is full.
- Nurses call by hand
- Morning peak, please restore first
> Queue service restarted; the disk was full, logs cleared.
== hospital.queue incident
? Check-in kiosk {machine} prints no ticket
| Kiosk {machine} takes payment but prints no ticket; {count} patients were sent to the desk. It is switched off now.
- Kiosk {machine} is switched off
- {count} patients sent to the desk
> Print head replaced, {count} payments checked one by one.
== hospital.queue incident
? Card reader at registration desk {machine} reads nothing
| The reader at desk {machine} reads no insurance card, whichever is tried; the other desks work.
- Desk {machine}, several cards tried
- Other desks work
> Reader replaced and registered again.
== hospital.records incident
? Patient records open very slowly
| {dept} waits more than a minute for the first page of a record since about {hour}:00. Everything else is fast.
- Since about {hour}:00
- Whole department
> Database index rebuilt; first page opens within two seconds.
== hospital.records incident
? Lab results do not reach the record
| Approved lab reports of {count} in-patients do not show on the ward; night staff phone the lab for results.
- {count} patients concerned
- Lab confirms approval
> Interface restarted and reports sent again; all on the ward.
== bank.terminal incident
? Touch screen of terminal {machine} does not react
| The right half of the touch screen of terminal {machine} at {branch} does not react, not after a restart either.
  Customers queue.
- {branch}
- Engineer arrives {visit}
> Touch screen replaced, test transaction fine.
== bank.terminal incident
? Cash machine {machine} has kept a card
| Machine {machine} at {branch} kept a card; the holder is waiting. Screen shows {error}. The maker's engineer has to
  open it.
- Screen shows {error}
- Card holder is waiting
> Card handed back in person, reader cleaned.
== bank.counter incident
? PIN pad at the counter does not respond
| The PIN pad at counter {machine}, {branch}, is dead on any port. The spare one is lent out.
- {branch}, counter {machine}
- Other port tried, no change
> PIN pad replaced and keys loaded; counter open again.
== bank.counter incident
? Passbook printer prints over the first line
| At {branch} the passbook printer puts line two on line one; a customer has complained. Calibrated once, back after
  {count} books.
- Calibrated once, came back
- Spare printer can be used meanwhile
> Pressure roller replaced; 20 books printed correctly.
== other.complaint service request
? Complaint: visit postponed three times
| Three visits were moved at short notice and {dept} lost working time. Wants one firm date and an apology.
- Earlier changes of date are on record
- Apologised; caller is upset
> Supervisor called and apologised; visit done at the customer's time.
== other.complaint service request
? Wants a call from a supervisor
| Last week's fix did not hold. Wants a supervisor to call back {deadline}.
- Supervisor to call back {deadline}
> Supervisor called; repaired again, warranty extended by a month.
== other.complaint service request
? Suggestion: report faults by chat
| Would like to report faults by chat with a photo; easier than reading a model number over the phone.
- Wants to send photos
> Passed to the product team, customer told.
== other.inquiry service request
? Price for {count} {model}
| Plans to buy {count} {model}; asks for monthly load, running cost and whether old devices are taken back.
- Plans to buy {count}
- Wants a quotation {visit}
> Data sheet and quotation sent; sales follow up.
== other.inquiry service request
? Service hours over the holidays
| Asks who is on duty over the holidays and how to report an urgent fault.
- Asks about night hours
> Told the on-call number and the holiday hours.
"""
