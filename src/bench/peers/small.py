"""Makes a folder of many files of 4 KiB of random bytes, a thousand in each folder below it.

usage: small.py FOLDER COUNT
"""
import os
import sys

folder, count = sys.argv[1], int(sys.argv[2])
for i in range(count):
    below = os.path.join(folder, f"d{i // 1000:03d}")
    if i % 1000 == 0:
        os.makedirs(below)
    with open(os.path.join(below, f"f{i % 1000:03d}.bin"), "wb") as file:
        file.write(os.urandom(4096))
