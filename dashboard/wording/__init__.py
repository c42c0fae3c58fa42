"""What the coach's pages say, in Dutch and English."""

from klankbord.wording import Phrasebook

tell = Phrasebook("dashboard.wording")
