"""The right column: who is this, what is open, what was; the agent's choice stands."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from console.presenters.call_book import CallBook, CallInHand
from console.presenters.customer_card import column_of
from console.presenters.recogniser import shown_number
from console.presenters.saying import say
from console.presenters.workplace import Workplace
from console.viewmodels.customers import CustomerForm, CustomerView
from core.customers.model import Customer, CustomerKind, CustomerNumber
from core.errors import Trouble
from core.events import Arrived, CustomerChanged, Event, TicketChanged, TicketOpened
from core.ids import CustomerId, TicketId, new_id
from core.reading import CustomerCard
from core.tickets.commands import LinkNumber, SaveCustomer

Chosen = Callable[[CallInHand, CustomerId], None]
Opened = Callable[[TicketId], None]


class CustomerPresenter:
    """Follows the selected call; without one, the customer of the ticket being written."""

    def __init__(self, place: Workplace, book: CallBook, view: CustomerView) -> None:
        self._place = place
        self._book = book
        self._view = view
        self._of_ticket: CustomerId | None = None
        self._card: CustomerCard | None = None
        self._asked: CustomerId | None = None
        self._problem = ""
        self._changing: Customer | None = None
        self._shown: object = None
        self._chosen: list[Chosen] = []
        self._open: Opened = lambda _: None
        book.listen(lambda _: self._follow())
        place.hub.listen(self._happened)

    def on_chosen(self, chosen: Chosen) -> None:
        self._chosen.append(chosen)

    def on_open(self, opened: Opened) -> None:
        self._open = opened

    def follow_ticket(self, customer: CustomerId | None) -> None:
        """The customer of the ticket that is open now; shown while no call is in hand."""
        self._of_ticket = customer
        self._follow()

    def show(self) -> None:
        call = self._book.selected
        wanted = self._wanted()
        card = self._card if self._card is not None and self._card.customer.id == wanted else None
        is_busy = (call is not None and call.match is None and not call.trouble) or (
            wanted is not None and card is None and not self._problem
        )
        self._shown = self._facts()
        self._view.show_customer(column_of(call, card, self._problem, self._place, is_busy=is_busy))

    def choose(self, key: str) -> None:
        """A candidate is taken: "customer:ID", or "ticket:ID" to look at the ticket that saw the number."""
        kind, _, ident = key.partition(":")
        if kind == "ticket":
            self._open(TicketId(ident))
            return
        call = self._book.selected
        if call is None or call.match is None:
            return
        found = next((one for one in call.match.candidates if one.customer == ident), None)
        if found is not None:
            self._take(call, CustomerId(ident), found.name)

    def ask_new(self) -> None:
        call = self._book.selected
        name = call.snapshot.remote.name if call is not None else ""
        self._changing = None
        self._view.show_form(CustomerForm(name, "", call.shown_number if call is not None else ""))

    def ask_change(self) -> None:
        """Of the customer that stands there; whoever is chosen meanwhile, it is their card that is kept."""
        card = self._card
        if card is not None and card.customer.id == self._wanted():
            known = self._changing = card.customer
            company = known.company if known.company != known.name else ""
            self._view.show_form(
                CustomerForm(known.name, company, "", known.level, known.contract, is_change=True)
            )

    def leave_form(self) -> None:
        self._changing = None
        self._view.hide_form()

    def enter(self, form: CustomerForm) -> None:
        if not form.name and not form.company:
            problem = self._place.words("A customer needs a name or a company.")
            self._view.show_form(replace(form, problem=problem))
            return
        call = self._book.selected if self._changing is None else None
        customer = _customer(form, self._changing)
        command = SaveCustomer(self._place.stamp(), customer)
        self._place.writer.perform(
            command, lambda _: self._kept(call, customer), lambda why: self._not_kept(form, why)
        )

    def add_number(self) -> None:
        call, customer = self._book.selected, self._wanted()
        if call is not None and customer is not None:
            written = shown_number(call.snapshot.remote.number, self._place)
            self._place.writer.perform(
                LinkNumber(self._place.stamp(), customer, written), refused=self._failed
            )

    def _wanted(self) -> CustomerId | None:
        call = self._book.selected
        return call.customer if call is not None else self._of_ticket

    def _follow(self) -> None:
        wanted = self._wanted()
        if wanted is not None and wanted != self._asked:
            self._read(wanted)
        self._asked = wanted
        if self._shown != self._facts():
            self.show()

    def _facts(self) -> object:
        """What the column is drawn from: a call that only goes on changes none of it."""
        call = self._book.selected
        of_call = (call.id, call.match, call.shown_number, call.trouble) if call is not None else None
        return of_call, self._wanted(), self._card, self._problem

    def _read(self, customer: CustomerId) -> None:
        self._problem = ""
        self._place.lane.ask(
            lambda desk: desk.read.customer(customer), self._was_read, self._failed, urgent=True
        )

    def _was_read(self, card: CustomerCard | None) -> None:
        if card is not None and card.customer.id == self._wanted():
            self._card = card
        self.show()

    def _failed(self, trouble: Trouble) -> None:
        self._problem = say(self._place.words, trouble.sentence)
        self.show()

    def _take(self, call: CallInHand, customer: CustomerId, name: str) -> None:
        call.customer, call.customer_name = customer, name
        self._book.tell(call)
        for chosen in self._chosen:
            chosen(call, customer)

    def _kept(self, call: CallInHand | None, customer: Customer) -> None:
        self.leave_form()
        if call is not None:
            self._take(call, customer.id, customer.name)

    def _not_kept(self, form: CustomerForm, why: Trouble) -> None:
        self._view.show_form(replace(form, problem=say(self._place.words, why.sentence)))

    def _happened(self, event: Event) -> None:
        wanted = self._wanted()
        if wanted is None:
            return
        is_about = isinstance(event, CustomerChanged) and event.customer == wanted
        if isinstance(event, Arrived):
            is_about = wanted in event.customers or bool(event.tickets)
        if is_about or isinstance(event, TicketOpened | TicketChanged):
            self._read(wanted)


def _customer(form: CustomerForm, before: Customer | None) -> Customer:
    """A company without a person is its own name."""
    name = form.name or form.company
    if before is not None:
        company = form.company or (before.company if before.company == before.name == name else "")
        return replace(before, name=name, company=company, level=form.level, contract=form.contract)
    return Customer(
        CustomerId(new_id()),
        name,
        CustomerKind.PERSON if form.name else CustomerKind.COMPANY,
        form.company,
        form.level,
        (CustomerNumber(form.number),) if form.number else (),
        contract=form.contract,
    )
