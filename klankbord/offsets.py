"""Item offsets of the whole installation: estimated from periods already published, stored as totals."""

import json
from collections.abc import Mapping, Sequence
from functools import lru_cache

import numpy as np

from klankbord.house import House
from klankbord.vocabulary import DIMENSIONS
from measurement.settings import SETTINGS
from measurement.tide import ItemSum, Offset, OffsetTotals
from storage import sums
from storage.database import Transaction
