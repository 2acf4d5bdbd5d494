using IncidentDesk.Advisories;
using IncidentDesk.Agencies;
using IncidentDesk.Audit;
using IncidentDesk.Rules.Advisories;
using IncidentDesk.Storage;

namespace IncidentDesk.Demo;

/// <summary>The two letters that the directive names, told again in words of our own from what is known of them, with answers in every state; and what some systems run.</summary>
internal static class DemoLetters
{
    private const string Issuer = "Sở Thông tin và Truyền thông";

    private static readonly AdvisoryBody Fortinet = new()
    {
        Number = "1684/STTTT-CNTT", IssuedOn = new(2022, 10, 11), Issuer = Issuer, Subject = "Lỗ hổng bảo mật trong FortiOS và FortiProxy", Severity = "critical",
        Text = "Hãng Fortinet công bố lỗ hổng CVE-2022-40684 cho phép bỏ qua xác thực ở giao diện quản trị. Lỗ hổng đang bị khai thác.\n"
            + "Bản sửa: FortiOS 7.0.7, 7.2.2; FortiProxy 7.0.7, 7.2.1.",
        Cves = ["CVE-2022-40684"],
        Products =
        [
            new("FortiOS", [new("7.0.0", "7.0.6"), new("7.2.0", "7.2.1")]), new("FortiProxy", [new("7.0.0", "7.0.6"), new("7.2.0", "7.2.0")]),
            new("FortiSwitchManager", [new("7.0.0", "7.0.0"), new("7.2.0", "7.2.0")]),
        ],
        Asks =
        [
            "Rà soát, xác định thiết bị dùng phiên bản bị ảnh hưởng.", "Cập nhật bản sửa; chưa cập nhật được thì tắt giao diện quản trị HTTP/HTTPS hoặc giới hạn địa chỉ.",
            "Tăng cường giám sát, rà soát nhật ký tìm dấu vết xâm nhập.",
        ],
        Tlp = "green", Exposed = true, Automatable = true, TechnicalImpact = "total",
    };

    private static readonly AdvisoryBody Follina = new()
    {
        Number = "867/STTTT-CNTT", IssuedOn = new(2022, 6, 2), Issuer = Issuer, Subject = "Lỗ hổng CVE-2022-30190 trong Microsoft Support Diagnostic Tool", Severity = "high",
        Text = "Mở một tệp Word có thể khiến máy chạy mã của kẻ tấn công qua giao thức ms-msdt. Khi ban hành văn bản này chưa có bản vá.",
        Cves = ["CVE-2022-30190"], Products = [new("Microsoft Windows")],
        Asks = ["Rà soát máy trạm, máy chủ Windows.", "Sao lưu rồi xóa khóa HKEY_CLASSES_ROOT\\ms-msdt cho đến khi có bản vá.", "Không mở tệp lạ, tăng cường giám sát."],
        Tlp = "green", Exposed = false, Automatable = false, TechnicalImpact = "total",
    };

    private static readonly string[] Fates = ["verified", "patched", "affected", "mitigated", "not-affected", "assessing", "excepted", "seen"];

    public static async Task PlantAsync(Database database, DateTimeOffset start, CancellationToken cancellation)
    {
        var cast = await DemoCast.FindAsync(database, cancellation);
        await database.WriteAsync(async transaction =>
        {
            await PlantProductsAsync(transaction, start.AddDays(-40));
            await PlantKnownAsync(transaction, start.AddDays(-30));
            await SendAsync(transaction, Follina with { DueAt = start.AddDays(-6), DueReason = "Theo văn bản" }, cast, start.AddDays(-21), start, shift: 3);
            await SendAsync(transaction, Fortinet with { DueAt = start.AddDays(4), DueReason = "Theo văn bản" }, cast, start.AddDays(-2), start, shift: 0);
        }, cancellation);
    }

    // Whoever is the last in line says nothing: silence is a part of the picture.
    private static async Task SendAsync(Transaction transaction, AdvisoryBody letter, DemoCast cast, DateTimeOffset sentAt, DateTimeOffset start, int shift)
    {
        var id = await AdvisoryWriting.AddAsync(transaction, letter, cast.ShiftLead, sentAt);
        var agencies = cast.Agencies.OrderBy(one => one.Key, StringComparer.Ordinal).ToList();
        await Cells.AddAsync(transaction, id, [.. agencies.Select(one => one.Value)], new(CellMoves.Sent, letter.Number, cast.ShiftLead, "addressed", sentAt));
        await transaction.ExecuteAsync("UPDATE advisories SET sent_at = @sentAt WHERE id = @id", new { id, sentAt });
        await Reminding.ScheduleAsync(transaction, id, sentAt, letter.DueAt, start);
        for (var n = 0; n < agencies.Count - 2; n++)
            await AnswerAsync(transaction, new(id, agencies[n].Value, "", letter.Number), Fates[(n + shift) % Fates.Length], cast, sentAt.AddHours(3 + n));
        foreach (var silent in agencies.TakeLast(2).Where(_ => letter.DueAt <= start))
            await Cells.MoveManyAsync(
                transaction, "advisory_id = @id AND agency_id = @agency", new() { ["id"] = id, ["agency"] = silent.Value },
                new(CellMoves.NoReply, letter.Number, Actor.Desk, "no reply in time", letter.DueAt!.Value));
    }

    private static async Task AnswerAsync(Transaction transaction, Answering.Target target, string fate, DemoCast cast, DateTimeOffset at)
    {
        if (fate == "seen")
        {
            await Cells.MoveManyAsync(
                transaction, "advisory_id = @id AND agency_id = @agency", new() { ["id"] = target.Advisory, ["agency"] = target.Agency },
                new(CellMoves.Seen, target.Number, Actor.Desk, "opened", at));
            return;
        }
        await Answering.WriteAsync(transaction, target, new()
        {
            State = fate == "verified" ? "patched" : fate, Affected = fate is "affected" or "mitigated" or "patched" or "verified" ? 2 : null,
            Evidence = fate is "mitigated" ? "Đã áp dụng biện pháp thay thế trên 2 thiết bị." : fate is "patched" or "verified" ? "Biên bản cập nhật 2 thiết bị." : fate is "not-affected" ? "Không sử dụng sản phẩm này." : null,
            Reason = fate == "excepted" ? "Thiết bị chờ thay thế." : null, Until = fate == "excepted" ? at.AddDays(90) : null, SignedBy = "Cán bộ đầu mối",
        }, null, Actor.Desk, at);
        if (fate == "verified")
            await Answering.WriteAsync(
                transaction, target, new() { State = "verified", Affected = 2, Evidence = "Quét lại, phiên bản mới.", SignedBy = cast.ShiftLead.Name }, "checked by the desk",
                cast.ShiftLead, at.AddHours(5));
    }

    // What the catalogue of CISA and the scores of FIRST say of these two; a real desk brings the whole files in.
    private static async Task PlantKnownAsync(Transaction transaction, DateTimeOffset at)
    {
        foreach (var (cve, vendor, product, addedOn, dueOn) in new[]
        {
            ("CVE-2022-40684", "Fortinet", "Multiple Products", "2022-10-11", "2022-11-01"), ("CVE-2022-30190", "Microsoft", "Windows", "2022-06-14", "2022-07-05"),
        })
            await transaction.ExecuteAsync(
                """
                INSERT INTO kev_entries (cve, vendor, product, name, added_on, due_on, ransomware) VALUES (@cve, @vendor, @product, @product, @addedOn, @dueOn, 'Known')
                """,
                new { cve, vendor, product, addedOn, dueOn });
        await transaction.ExecuteAsync(
            "INSERT INTO epss_scores (cve, score, percentile, as_of) VALUES ('CVE-2022-40684', 944000, 999000, '2026-06-08')");
        await transaction.ExecuteAsync(
            """
            INSERT INTO vulnerability_lists (kind, as_of, entries, hash, imported_at, imported_by)
            VALUES ('kev', '2022-10-11', 2, 'demo', @at, 'desk'), ('epss', '2026-06-08', 1, 'demo', @at, 'desk')
            """,
            new { at });
    }

    private static async Task PlantProductsAsync(Transaction transaction, DateTimeOffset at)
    {
        var systems = await transaction.QueryAsync<Guid>("SELECT id FROM systems ORDER BY code");
        string[] versions = ["7.0.6", "7.0.7", "7.2.1", "6.4.9"];
        for (var n = 0; n < systems.Count; n++)
        {
            await SystemProducts.WriteAsync(transaction, systems[n], new("Fortinet FortiOS", versions[n % versions.Length], 1 + (n % 2)), at);
            if (n % 3 == 0)
                await SystemProducts.WriteAsync(transaction, systems[n], new("Microsoft Windows", "10.0.19044", 12), at);
        }
    }
}
