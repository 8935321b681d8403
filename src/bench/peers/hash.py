"""What a BitTorrent library of today does to make a torrent: hashes a folder with libtorrent, v1 and v2 (hybrid).

usage: hash.py FOLDER PIECE_LENGTH
"""
import os
import sys

import libtorrent as lt

folder, piece_length = sys.argv[1], int(sys.argv[2])
files = lt.file_storage()
lt.add_files(files, folder)
torrent = lt.create_torrent(files, piece_length)
lt.set_piece_hashes(torrent, os.path.dirname(folder))
sys.stdout.buffer.write(lt.bencode(torrent.generate())[:0])
