"""Who may see and change which record of a PostgreSQL database: accounts, roles, sessions, and a log of what they did."""

from onrecord.team.roster import ROLES, Account, Role, Roster

__all__ = ["ROLES", "Account", "Role", "Roster"]
