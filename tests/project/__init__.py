"""Tests of the project itself: its layers, its collected tests, its documentation, its commands."""
