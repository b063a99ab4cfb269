"""Who may see which page on which day."""

from dataclasses import dataclass
from datetime import date

from archive_search.records import Page


@dataclass(frozen=True, slots=True)
class Access:
    """What one reader may see. The search service asks it for every page it hands out."""

    today: date
    everything: bool = False
    """True for those who hold the files anyway: the command line."""

    def allows(self, page: Page) -> bool:
        """Whether this reader may see the text and image of ``page``."""
        return self.allows_until(page.description.closed_until)

    def allows_until(self, closed_until: str | None) -> bool:
        """Whether a page closed until this ISO date (None = open) may be seen."""
        return self.everything or closed_until is None or closed_until <= self.today.isoformat()
