using FsCheck;
using FsCheck.Fluent;
using IncidentDesk.Audit;
using NUnit.Framework;

namespace IncidentDesk.Tests.Audit;

public sealed class ChainCheckTests
{
    private const int Fields = 11;
    private string path = "";
    private AuditKey key = null!;

    [SetUp]
    public void Make()
    {
        path = Path.Combine(Path.GetTempPath(), $"audit-{Guid.NewGuid():N}.key");
        key = AuditKey.Make(path);
    }

    [TearDown]
    public void Remove() => File.Delete(path);

    [Test]
    public void Whatever_one_field_of_whatever_row_is_changed_to_is_found_at_that_row() =>
        Check.One(Config.QuickThrowOnFailure.WithMaxTest(500), Prop.ForAll(Arb.From(AnyChange), change =>
        {
            var rows = Chain(change.Length);
            var n = change.Row % rows.Count;
            var changed = Changed(rows[n], change.Field, change.Word);
            if (changed == rows[n])
                return;
            rows[n] = changed;
            Assert.That(Walk(rows)?.Seq, Is.EqualTo(n + 1L), $"field {change.Field} of row {n + 1}");
        }));

    [Test]
    public void An_unchanged_chain_is_whole() => Assert.That(Walk(Chain(20)), Is.Null);

    [Test]
    public void A_letter_that_moves_into_the_next_field_makes_another_text()
    {
        var row = Row("ab", "c");
        Assert.That(Row("a", "bc").Canonical(), Is.Not.EqualTo(row.Canonical()));
        Assert.That((row with { Address = "-" }).Canonical(), Is.Not.EqualTo((row with { Address = null }).Canonical()));
        Assert.That((row with { Address = "" }).Canonical(), Is.Not.EqualTo((row with { Address = null }).Canonical()));
    }

    private static Gen<(int Length, int Row, int Field, string Word)> AnyChange =>
        from length in Gen.Choose(1, 20)
        from row in Gen.Choose(0, 100)
        from which in Gen.Choose(0, Fields - 1)
        from word in ArbMap.Default.GeneratorFor<string>()
        select (length, row, which, word ?? "");

    private List<AuditRow> Chain(int length)
    {
        var rows = new List<AuditRow> { Row(AuditRow.KeyAction, key.Id).Sealed(key, 1, AuditRow.Beginning) };
        for (var n = 2; n <= length; n++)
            rows.Add(Row("test.act", $"{n}").Sealed(key, n, rows[^1].Hash!));
        return rows;
    }

    private Broken? Walk(List<AuditRow> rows)
    {
        var whole = Chain(rows.Count)[^1];
        var check = new ChainCheck(new AuditKeys([key]), []);
        foreach (var row in rows)
            if (!check.Next(row))
                return check.Broken;
        check.End(rows.Count, whole.Hash!, rows.Count);
        return check.Broken;
    }

    private static AuditRow Row(string action, string subject) => new(
        "0193d8a0-0000-7000-8000-000000000000", null, 1_795_000_000_000, "desk", action, subject, "done", "192.0.2.0/24", null, null, null);

    private static AuditRow Changed(AuditRow row, int field, string word) => field switch
    {
        0 => row with { Id = word },
        1 => row with { Seq = row.Seq + 1 + word.Length },
        2 => row with { At = word.Length },
        3 => row with { Actor = word },
        4 => row with { Action = word },
        5 => row with { Subject = word },
        6 => row with { Outcome = word },
        7 => row with { Address = word },
        8 => row with { TraceId = word },
        9 => row with { PreviousHash = word },
        _ => row with { Hash = word },
    };
}
