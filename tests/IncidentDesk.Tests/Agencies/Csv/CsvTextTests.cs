using System.Text;
using FsCheck;
using FsCheck.Fluent;
using IncidentDesk.Agencies.Csv;
using IncidentDesk.Pipeline;
using NUnit.Framework;

namespace IncidentDesk.Tests.Agencies.Csv;

[Category("once")]
public sealed class CsvTextTests
{
    private static readonly string[] Columns = ["code", "name", "phone"];

    [Test]
    public void Any_text_survives_being_written_and_read() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(2000).WithReplay(20261128, 97), Prop.ForAll(Rows().ToArbitrary(), rows =>
        {
            var table = CsvText.Read(CsvText.Write(Columns, rows));
            Assert.That(table.Columns, Is.EqualTo(Columns));
            Assert.That(table.Lines.Select(line => line.Cells), Is.EqualTo(rows));
            return true;
        }));

    [TestCase("=1+1")]
    [TestCase("+84 24 0000 0001")]
    [TestCase("-2+3")]
    [TestCase("@SUM(A1)")]
    [TestCase("\t=1")]
    [TestCase("\r=1")]
    [TestCase("'=1")]
    public void What_a_spreadsheet_would_run_goes_out_as_text(string cell)
    {
        var written = Encoding.UTF8.GetString(CsvText.Write(["name"], [[cell]]));
        Assert.That(written.Split("\r\n", 2)[1].TrimStart('"'), Does.StartWith("'" + cell[0]));
        Assert.That(CsvText.Read(Encoding.UTF8.GetBytes(written)).Lines.Single().Cells, Is.EqualTo(new[] { cell }));
    }

    [TestCase("a;=1+1", "a;'=1+1")]
    [TestCase("a; =1+1", "a;' =1+1")]
    [TestCase("a;-2;@b", "a;'-2;'@b")]
    [TestCase("a\n+1", "a\n'+1")]
    [TestCase("a;'=1", "a;''=1")]
    [TestCase("a;b", "a;b")]
    public void What_would_begin_a_cell_behind_a_semicolon_or_a_line_break_goes_out_as_text(string cell, string seen)
    {
        var written = Encoding.UTF8.GetString(CsvText.Write(["name"], [[cell]]));
        Assert.That(written, Does.Contain(seen));
        Assert.That(CsvText.Read(Encoding.UTF8.GetBytes(written)).Lines.Single().Cells, Is.EqualTo(new[] { cell }));
    }

    [Test]
    public void An_apostrophe_that_somebody_wrote_before_a_letter_stays() =>
        Assert.That(Read("name\r\n'tis\r\n").Lines.Single().Cells, Is.EqualTo(new[] { "'tis" }));

    [TestCase("a,b\r\n1,2\r\n")]
    [TestCase("\uFEFFa;b\r\n1;2\r\n")]
    [TestCase("a;b\n1;2")]
    [TestCase("\uFEFFa,b\n\n1,2\n,\n")]
    public void Both_separators_are_read_with_and_without_a_mark_and_empty_lines_are_passed_over(string text)
    {
        var table = Read(text);
        Assert.That(table.Columns, Is.EqualTo(new[] { "a", "b" }));
        Assert.That(table.Lines.Select(line => line.Cells), Is.EqualTo(new[] { new[] { "1", "2" } }));
    }

    [Test]
    public void A_file_begins_with_the_mark_by_which_excel_knows_vietnamese() =>
        Assert.That(CsvText.Write(["a"], []), Is.EqualTo("\uFEFFa\r\n"u8.ToArray()));

    [Test]
    public void A_line_is_named_by_where_it_begins_in_the_file_and_a_broken_one_is_no_line()
    {
        var table = Read("a,b\r\n\"1\r\n2\",x\r\n3,y\r\n4,\"z\r\n");
        Assert.That(table.Lines.Select(line => (line.Number, line.Cells is null)), Is.EqualTo(new[] { (2L, false), (4L, false), (5L, true) }));
    }

    [TestCase(new byte[] { })]
    [TestCase(new byte[] { (byte)'a', 0xFF })]
    [TestCase(new byte[] { (byte)'"', (byte)'a' })]
    public void What_is_no_table_is_malformed(byte[] bytes)
    {
        var refused = Assert.Throws<RefusedException>(() => CsvText.Read(bytes))!;
        Assert.That(refused.Problem.Errors!.Single().Code, Is.EqualTo("malformed"));
    }

    [Test]
    public void More_lines_than_one_transaction_should_hold_are_refused()
    {
        var refused = Assert.Throws<RefusedException>(() => Read("a\n" + string.Concat(Enumerable.Repeat("1\n", CsvText.MostLines + 1))))!;
        Assert.That(refused.Problem.Errors!.Single().Code, Is.EqualTo("too-many"));
        Assert.That(Read("a\n" + string.Concat(Enumerable.Repeat("1\n", CsvText.MostLines))).Lines, Has.Count.EqualTo(CsvText.MostLines));
    }

    private static CsvTable Read(string text) => CsvText.Read(Encoding.UTF8.GetBytes(text));

    // The first cell of a row is never empty: a row of nothing is an empty line.
    private static Gen<string[][]> Rows()
    {
        var text = Gen.Frequency(
            (3, Gen.Elements("", "=1", "+", "-", "@", "\t", "\r", "\n", "\r\n", "'", "''", "'=", "\"", "\"\"", ",", ";", " a ", "Sở Y tế", "a\"b", "\"a", "a\nb", "🚨", "\uFEFFx", "#")),
            (2, Gen.Choose(0, 0xFFFD).ListOf().Select(units => string.Concat(units.Select(unit => char.IsSurrogate((char)unit) ? '?' : (char)unit)))),
            (2, Gen.Elements(' ', ',', ';', '"', '\'', '\r', '\n', '=', '\t', 'ế').ListOf().Select(string.Concat)));
        var row = from key in Gen.Choose(0, 9) from first in text from second in text from third in text select new[] { key + first, second, third };
        return row.ListOf().Select(rows => rows.ToArray());
    }
}
