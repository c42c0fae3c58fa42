"""Property tests here measure correctness, not speed: a busy machine must not fail them."""

from hypothesis import settings

settings.register_profile("measurement", deadline=None)
settings.load_profile("measurement")
