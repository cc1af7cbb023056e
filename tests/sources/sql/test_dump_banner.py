"""What a dump says of itself is read from its first and last lines, names and addresses left out."""

import dataclasses

import pytest

from leakverify.model.sample import DumpBanner
from leakverify.sources.sql.dump_banner import Tail, read_banner

MYSQL = """-- MySQL dump 10.13  Distrib 5.7.31, for Linux (x86_64)
--
-- Host: db-secret.example    Database: shop
-- ------------------------------------------------------
-- Server version\t5.7.31-log
"""
PHPMYADMIN = """-- phpMyAdmin SQL Dump
-- version 5.0.2
-- https://www.phpmyadmin.net/
--
-- Host: db-secret.example
-- Generation Time: Nov 12, 2022 at 03:04 PM
-- Server version: 10.4.11-MariaDB
"""
POSTGRES = """--
-- PostgreSQL database dump
--

-- Dumped from database version 12.4
-- Dumped by pg_dump version 12.5

-- Started on 2021-05-06 07:08:09 UTC
"""


@pytest.mark.parametrize(
    ("head", "tail", "banner"),
    [
        (
            MYSQL,
            "\n-- Dump completed on 2020-01-02  3:04:05\n",
            DumpBanner("mysqldump", "10.13", "5.7.31", "2020-01-02"),
        ),
        (MYSQL, "", DumpBanner("mysqldump", "10.13", "5.7.31", None)),
        (PHPMYADMIN, "", DumpBanner("phpmyadmin", "5.0.2", "10.4.11", "2022-11-12")),
        (
            POSTGRES,
            "-- Completed on 2021-05-07 07:08:09 UTC",
            DumpBanner("pg_dump", "12.5", "12.4", "2021-05-07"),
        ),
        ("-- some notes\nINSERT INTO t VALUES (1);", "", None),
        ("INSERT INTO t VALUES ('\n-- MySQL dump 10.13\n');", "", None),
        (MYSQL, "-- Dump completed on 2020-13-45\n", DumpBanner("mysqldump", "10.13", "5.7.31")),
        (
            MYSQL,
            "('x\n-- Dump completed on 2020-01-02\nmore');\n",
            DumpBanner("mysqldump", "10.13", "5.7.31"),
        ),
    ],
)
def test_banner(head, tail, banner):
    assert read_banner(head, tail) == banner


def test_no_host_is_kept():
    for head in (MYSQL, PHPMYADMIN):
        kept = dataclasses.astuple(read_banner(head, ""))
        assert "secret" not in repr(kept)


def test_the_tail_is_the_end_of_all_blocks():
    tail = Tail()
    assert list(tail.follow(iter([b"a" * 9_000, b"end"]))) == [b"a" * 9_000, b"end"]
    assert len(tail.kept) == 4_096
    assert tail.kept.endswith(b"aend")
