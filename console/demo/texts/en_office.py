"""After-sales, billing, orders and subscriptions, in English."""

from __future__ import annotations

MATTERS = """
== sales.printer.paper incident
? {model} jams at the feed tray after restart
? Paper jam in {model}, {error} on the panel
| The {model} in {dept} jams a few seconds after power-on and shows {error}. Restarted twice. Under warranty; a
  visit {visit} is agreed.
- Panel shows {error}, restarted twice
- Serial {serial}, warranty until {warranty}
- Visit agreed {visit}
> Engineer replaced the pick-up roller; 50 pages printed without a jam.
== sales.printer.paper incident
? {model} jams every ten pages
? {model} jams on duplex jobs
| Jams after ten or fifteen pages, clears, then jams again; four times today. Plain 80 g paper, so the pick-up
  roller of the {model} is suspected.
- Four jams today, plain 80 g paper
- Asked to try a fresh pack of paper
> Talked the customer through cleaning the feed roller; no jam for two days.
> Separation pad replaced, old part collected.
== sales.printer.paper incident
? Tray 2 of {model} does not pick up paper
| New paper in tray 2 makes no difference, the panel shows {error}; tray 1 works. Serial number {serial}.
- Tray 1 works
- Panel shows {error}
> Paper guide was in the wrong notch; fine after adjusting it over the phone.
== sales.printer.quality incident
? Vertical black line on every page ({model})
| Copies and prints show one vertical black line, scans are clean. The drum was replaced once without effect.
  Serial number {serial}.
- Scans are clean, so not the scanner
- Drum already replaced once
> Cleaned the transfer belt and calibrated; customer is happy with the sample.
> Imaging unit replaced under warranty; test page is fine.
== sales.printer.quality incident
? Colours on {model} are washed out
| Colour prints are pale, red most of all. The status page says the drum has {percent}% left. They print a tender
  {deadline}.
- Status page: drum at {percent}%
- Needed {deadline}
> Red drum replaced and colours calibrated; sample is fine.
== sales.printer.network incident
? {model} offline since the router was changed
? {model} will not join the wireless network
| Since the router was replaced the printer shows as offline. It sees the wireless network but gets no address.
  Nobody from IT on site.
- Address on the panel begins with 169.254
- Nobody from IT on site
> Set the wireless up again with a fixed address, step by step over the phone.
== sales.printer.network incident
? Three new PCs cannot find the {model}
| Three new Windows 11 PCs in {dept} do not find the printer when the driver is installed; the old ones still print.
- Old PCs still print
- Sent the driver link by e-mail
> New driver installed on all three PCs; all print.
== sales.supplies service request
? {count} toner cartridges for {model}
| Needs {count} original cartridges for the {model}, delivered to {dept}, if possible {visit}. Purchase order
  follows by e-mail.
- {count} needed, purchase order follows
- Deliver to {dept}
> Sent, parcel {parcel}, signed for.
== sales.supplies service request
? Toner for {model} out of stock, when is it due?
| Last week's toner has not been sent and the cupboard is nearly empty. Asks whether a spare can be lent until it
  arrives.
- Stock due {visit}
- Asks for a spare until then
> Lent one spare cartridge; swapped when the order came.
== sales.onsite service request
? Maintenance visit for {count} devices
| Yearly maintenance for {count} devices in {dept}, {visit}. Visitors sign in at reception, so the engineer needs
  photo ID.
- Visitors sign in at reception
- {count} devices, two under warranty
> Engineer on time, {count} devices serviced, sheet signed.
== sales.onsite service request
? Clicking noise from {model}, please look at it
| Regular clicking while printing. Print quality is fine, but they worry that something will break and ask for a
  visit {visit}.
- Clicking can be heard over the phone, sounds like a gear
- {visit}, contact will be on site
> Fuser gear replaced, noise gone.
== sales.warranty service request
? Register {model} late, invoice available
| The {model} was never registered. They have the invoice; serial number {serial}. Asks us to register it now.
- Serial {serial}, has the invoice
- Photo of the invoice by e-mail
> Registered, confirmation sent.
== sales.warranty service request
? Extend the warranty of {model} by a year
| Warranty of the {model} ends in {warranty}. Wants one more year of gold service and needs a signed quotation.
- Warranty until {warranty}
- Quotation by e-mail, signed
> Extension signed, valid from receipt of payment.
== billing.invoice service request
? Company name on the invoice must change
? Wrong tax number on invoice for {order}
| The invoice for order {order} has the wrong details. Their accountant sent it back and needs a corrected one, to
  {dept}.
- Order {order}, {amount}
- Original not booked yet, can be cancelled
> Cancelled and reissued; PDF sent.
== billing.invoice service request
? One invoice for all orders of {month}
| Three orders in {month}; they want a single invoice over {amount} in total.
- Three orders, {amount} in total
- By post to {dept}
> Combined invoice sent by post, parcel {parcel}.
== billing.payment incident
? Order {order} paid but still shown as open
| Transferred {amount} three days ago; order {order} still shows as unpaid and is on hold. They can send the bank
  receipt.
- Reference ends in {tail}, {amount}
- Wants an answer today
> Payment found and booked; order released.
== billing.payment incident
? Unknown charge on the {month} statement
? {month} statement is off by {amount}
| The {month} statement has a service fee of {amount} that is not in the contract. Asks what it is.
- Fee of {amount}, not in the contract
> It was billed twice; credited, corrected statement sent.
== billing.refund service request
? Refund for order {order} not received
| Cancelled order {order} in {month} and was promised a refund within seven working days. It is overdue: {amount}.
- Promised seven working days, overdue
- Back to the account ending in {tail}
> Refund sent, customer confirms receipt.
> Bank had returned it for a wrong name; sent again.
== billing.refund service request
? Paid twice, please return {amount}
| Paid {amount} twice by mistake, ten minutes apart, and asks for one payment back to the same account.
- Two payments of {amount}
- Account ending in {tail}
> Second payment returned, customer confirms.
== orders.delivery incident
? Order {order} marked delivered, not received
| Tracking says it was signed for yesterday; neither reception nor {dept} has it. Parcel {parcel}.
- Parcel {parcel}
- Reception and building manager asked
> Left in the building next door; found and delivered.
== orders.delivery incident
? Boxes arrived damaged, replace {count}
| Outer box crushed and the cartons inside are wet. They refused {count} of them and ask for a quick replacement.
- Photos sent to the service mailbox
- {count} refused, the rest signed for
> Replacement of {count} cartons signed for; carrier pays.
== orders.delivery incident
? Parcel {parcel} has not moved for three days
| No tracking update for parcel {parcel} in three days. They need it {deadline} and ask when it arrives.
- Stuck in the sorting centre
- Needed {deadline}
> Missed in sorting; sent by express and signed for.
== orders.change service request
? New delivery address for order {order}
| They have moved. Order {order} has not been sent; please deliver to the new address and ask for {dept}.
- Not picked yet, can be changed
- New address read back and confirmed
> Order changed, confirmation sent.
== orders.change service request
? Take {count} cartons off order {order}
| Budget was cut: {count} cartons fewer on order {order}, the rest as agreed.
- Not picked yet, can be changed
- {count} cartons fewer
> Changed before picking, confirmation sent.
== orders.return service request
? Ordered the wrong model, needs {model}
| Picked the wrong model when ordering. Box is sealed; wants a {model} instead and will pay the difference. Order
  {order}.
- Box sealed, nothing missing
- Bought less than a week ago
> Exchanged, old box collected.
== orders.return service request
? New {model} shows {error} at power-on
| Fresh out of the box it shows {error}, with another cable and another socket too. Bought two days ago; wants a new
  one. Order {order}.
- {error} at power-on
- Bought two days ago, packaging complete
> New device delivered, old one collected for testing.
== subscription.renewal service request
? Service contract ends next month, please renew
| The contract ends next month. They want another year and {count} more seats; please send a quotation.
- {count} more seats
- Quotation first
> Renewed for one year.
== subscription.renewal incident
? Automatic renewal: payment failed
| Automatic renewal failed because the card was replaced. They are afraid the service will stop.
- New card ends in {tail}
- Service stays on until the end of the month
> Paid with the new card; service was not interrupted.
== subscription.account service request
? Administrator left, hand the role over
| The administrator left last month and nobody can sign in as one. The company wants the role moved to {dept} and
  can prove it.
- Letter from the company received
- Phone of the new administrator checked
> Role handed over, old account disabled.
== subscription.account service request
? {count} more sub-accounts
| New staff need {count} sub-accounts with the same rights as those of {dept}.
- Same rights as {dept}
- Needed today
> Accounts made, first passwords sent to each mailbox.
"""
