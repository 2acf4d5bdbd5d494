namespace IncidentDesk.Audit;

/// <summary>What is wrong with the audit, and where it shows first.</summary>
/// <param name="Seq">The number of the row; where a row is missing, the number that it should have.</param>
public sealed record Broken(long Seq, string? Id, string Text, string TextVi);

/// <summary>
/// Walks the chain row by row, in the order of the numbers. An edited row has no longer the hash that the key gives it, a deleted one leaves a
/// gap, a moved or planted one follows another row than it was sealed after, and a cut tail ends before what the anchors know.
/// </summary>
public sealed class ChainCheck
{
    private readonly AuditKeys keys;
    private readonly ILookup<long, Anchor> anchors;
    private AuditKey? key;

    public ChainCheck(AuditKeys keys, IReadOnlyList<Anchor> anchors)
    {
        this.keys = keys;
        this.anchors = anchors.ToLookup(anchor => anchor.Seq);
        Broken = anchors.FirstOrDefault(anchor => !anchor.IsTrue(keys)) is { } forged
            ? new(forged.Seq, null, $"The anchor of {forged.At} was changed, or its key {forged.KeyId} is not here.",
                $"Mốc neo {forged.At} đã bị sửa, hoặc không có khóa {forged.KeyId} của nó.")
            : null;
    }

    /// <summary>Null as long as everything fits.</summary>
    public Broken? Broken { get; private set; }

    public long Seq { get; private set; }

    public string Hash { get; private set; } = AuditRow.Beginning;

    /// <param name="misread">Which of its columns holds a value of another kind than the desk writes; null where none does.</param>
    /// <returns>False as soon as something is wrong; nothing after that means anything.</returns>
    public bool Next(AuditRow row, string? misread = null)
    {
        Broken ??= misread is null ? FaultOf(row)
            : Of(row, $"holds what the desk never writes there ({misread}): it was edited, or planted",
                $"có giá trị mà hệ thống không bao giờ ghi ({misread}): đã bị sửa hoặc chèn");
        if (Broken is not null)
            return false;
        (Seq, Hash) = (row.Seq!.Value, row.Hash!);
        return true;
    }

    /// <summary>All rows have been seen; the chain should end here.</summary>
    /// <param name="seq">Where whoever sealed it last left off.</param>
    /// <param name="rows">How many rows say that they are sealed.</param>
    public void End(long seq, string hash, long rows)
    {
        var last = anchors.Max(anchor => (long?)anchor.Key) ?? 0;
        Broken ??= Seq < last || Seq < seq
            ? new(Seq + 1, null, $"The tail is cut off: the chain ends with row {Seq} and once had row {Math.Max(last, seq)}.",
                $"Phần cuối bị cắt: chuỗi kết thúc ở dòng {Seq}, trước đây đã có dòng {Math.Max(last, seq)}.")
            : Seq != seq || Hash != hash
                ? new(Seq, null, $"The chain ends with row {Seq}, and whoever sealed it left off at {seq} with another hash.",
                    $"Chuỗi kết thúc ở dòng {Seq}, khác với điểm niêm cuối ({seq}).")
                : rows != Seq
                    ? new(Seq + 1, null, $"{rows} rows say that they are sealed, and the chain has {Seq}: some stand outside of it.",
                        $"{rows} dòng ghi là đã niêm nhưng chuỗi chỉ có {Seq}: có dòng nằm ngoài chuỗi.")
                    : null;
    }

    private Broken? FaultOf(AuditRow row)
    {
        var due = Seq + 1;
        if (row.Seq != due)
            return row.Seq > due
                ? new(due, null, $"Row {due} is missing: row {row.Seq} ({row.Id}) follows row {Seq}.", $"Thiếu dòng {due}: sau dòng {Seq} là dòng {row.Seq} ({row.Id}).")
                : new(row.Seq ?? 0, row.Id, $"Row {row.Seq} ({row.Id}) stands after row {Seq}.", $"Dòng {row.Seq} ({row.Id}) đứng sau dòng {Seq}.");
        if (row.PreviousHash != Hash)
            return Of(row, "does not follow the row before it: a row was edited, planted or moved", "không nối với dòng trước: có dòng bị sửa, chèn hoặc đổi chỗ");
        if (row is { Action: AuditRow.KeyAction, Actor: "desk" })
            key = keys.Find(row.Subject);
        if (key is null)
            return Of(row, $"was sealed with a key that is not here ({(row.Action == AuditRow.KeyAction ? row.Subject : "unknown")}): name its file with --key",
                "được niêm bằng khóa không có tại đây: hãy nêu tệp khóa bằng --key");
        if (key.Mac(row.Canonical()) != row.Hash)
            return Of(row, "is not what was sealed: it was edited, or planted", "không còn đúng như khi được niêm: đã bị sửa hoặc chèn");
        return anchors[due].Any(anchor => anchor.Hash != row.Hash) ? Of(row, "is not the row that the anchor knows", "khác với mốc neo") : null;
    }

    private static Broken Of(AuditRow row, string text, string textVi) =>
        new(row.Seq!.Value, row.Id, $"Row {row.Seq} ({row.Id}) {text}.", $"Dòng {row.Seq} ({row.Id}) {textVi}.");
}
