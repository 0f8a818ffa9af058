"""Data rights: what we keep and for how long, copies of it, erasure, holds, and the register of requests."""
