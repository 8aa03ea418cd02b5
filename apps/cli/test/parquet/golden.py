"""Write the Parquet files that the tests read, as Apache Arrow does: python3 golden.py (needs pyarrow; 25.0.1 wrote those here)."""

import datetime
import decimal
import json
import pathlib

import pyarrow as pa
import pyarrow.parquet as pq

folder = pathlib.Path(__file__).parent
rows = 40
day = datetime.date(2024, 2, 27)
moment = datetime.datetime(2024, 2, 28, 23, 59, 58)


def gap(i, value):
    return None if i % 7 == 3 else value


columns = {
    'int8': (pa.int8(), [i - 20 for i in range(rows)]),
    'int32': (pa.int32(), [gap(i, i * 1000 - 7) for i in range(rows)]),
    'uint32': (pa.uint32(), [4294967295 - i for i in range(rows)]),
    'int64': (pa.int64(), [gap(i, 2**53 - 1 - i) for i in range(rows)]),
    'huge': (pa.int64(), [2**62 + i if i == 2 else i for i in range(rows)]),
    'float': (pa.float32(), [i / 8 for i in range(rows)]),
    'double': (pa.float64(), [gap(i, i / 3) for i in range(rows)]),
    'text': (pa.string(), [gap(i, f'Zürich {i % 5}') for i in range(rows)]),
    'bool': (pa.bool_(), [gap(i, i % 3 == 0) for i in range(rows)]),
    'date': (pa.date32(), [gap(i, day + datetime.timedelta(i)) for i in range(rows)]),
    'time': (pa.timestamp('us'), [moment + datetime.timedelta(seconds=i) for i in range(rows)]),
    'decimal': (pa.decimal128(9, 2), [decimal.Decimal(i) / 4 for i in range(rows)]),
    'constant': (pa.int32(), [5] * rows),
    'empty': (pa.float64(), [None] * rows),
}


def text(value):
    if value is None:
        return ''
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, datetime.datetime):
        return value.isoformat(timespec='milliseconds') + 'Z'
    if isinstance(value, (float, decimal.Decimal)):
        return repr(int(value)) if value == int(value) else repr(float(value))
    return str(value)


table = pa.table({name: pa.array(values, kind) for name, (kind, values) in columns.items()})
expected = {name: [text(value) for value in values] for name, (_, values) in columns.items()}
(folder / 'golden.json').write_text(json.dumps(expected, ensure_ascii=False, indent=1) + '\n')

for codec in ['none', 'snappy', 'gzip', 'brotli', 'zstd', 'lz4']:
    version = '2.0' if codec in ('snappy', 'zstd', 'none') else '1.0'
    pq.write_table(
        table,
        folder / f'{codec}.parquet',
        compression=codec,
        data_page_version=version,
        row_group_size=25,
        use_dictionary=codec != 'gzip',
        store_schema=False,
    )

pq.write_table(
    table.select(['int32', 'int64', 'double', 'text']),
    folder / 'encodings.parquet',
    use_dictionary=False,
    store_schema=False,
    column_encoding={
        'int32': 'DELTA_BINARY_PACKED',
        'int64': 'DELTA_BINARY_PACKED',
        'double': 'BYTE_STREAM_SPLIT',
        'text': 'DELTA_LENGTH_BYTE_ARRAY',
    },
)
pq.write_table(
    table.select(['text']),
    folder / 'prefixes.parquet',
    use_dictionary=False,
    store_schema=False,
    column_encoding={'text': 'DELTA_BYTE_ARRAY'},
)
pq.write_table(pa.table({'a': [1], 'tags': [['x', 'y']]}), folder / 'nested.parquet', store_schema=False)
pq.write_table(pa.table({'raw': pa.array([b'abcd'], pa.binary(4))}), folder / 'bytes.parquet', store_schema=False)
pq.write_table(pa.table({'a': pa.array([], pa.int32())}), folder / 'rowless.parquet', store_schema=False)
