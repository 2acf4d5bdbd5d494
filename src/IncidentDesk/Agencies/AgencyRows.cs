using IncidentDesk.Operations;
using IncidentDesk.Pipeline;
using IncidentDesk.Rules.Text;
using IncidentDesk.Storage;

namespace IncidentDesk.Agencies;

/// <summary>Writes agencies, and keeps the tree true to them.</summary>
public static class AgencyRows
{
    /// <returns>The new agency's id; null when its code is taken.</returns>
    public static async Task<Guid?> InsertAsync(Transaction transaction, AgencyBody body, DateTimeOffset at)
    {
        var id = await PlantAsync(transaction, body, at);
        if (id is not null)
            await AgencyTree.GrowAsync(transaction, at);
        return id;
    }

    public static async Task UpdateAsync(Transaction transaction, AgencyView before, AgencyBody body, DateTimeOffset at)
    {
        await ReplaceAsync(transaction, before.Id, body with { ValidFrom = body.ValidFrom ?? before.ValidFrom });
        await AgencyTree.GrowAsync(transaction, at);
    }

    /// <summary>Enters one of many agencies: <see cref="AgencyTree.GrowAsync"/> follows once, after the last.</summary>
    /// <returns>The new agency's id; null when its code is taken.</returns>
    internal static async Task<Guid?> PlantAsync(Transaction transaction, AgencyBody body, DateTimeOffset at)
    {
        var id = Ids.Next(at);
        var columns = Columns(
            id, body, await NamedAsync(transaction, body.Parent, "/parent"), await NamedAsync(transaction, body.Successor, "/successor"), body.ValidFrom ?? at);
        var stored = await transaction.ExecuteAsync(
            """
            INSERT INTO agencies (id, code, name, name_en, kind, jurisdiction, parent_id, successor_id, valid_from, valid_to, phone, email,
                safe_email, sort_key, version)
            VALUES (@id, @code, @name, @nameEn, @kind, @jurisdiction, @parent, @successor, @validFrom, @validTo, @phone, @email,
                @safeEmail, @sortKey, 1)
            ON CONFLICT (code) DO NOTHING
            """,
            columns);
        return stored == 0 ? null : id;
    }

    /// <summary>Changes one of many agencies: <see cref="AgencyTree.GrowAsync"/> follows once, after the last.</summary>
    /// <param name="body">With its first day.</param>
    internal static async Task ReplaceAsync(Transaction transaction, Guid id, AgencyBody body)
    {
        var parent = await NamedAsync(transaction, body.Parent, "/parent");
        var successor = await NamedAsync(transaction, body.Successor, "/successor");
        await RefuseCircleAsync(transaction, id, parent, "/parent");
        await RefuseCircleAsync(transaction, id, successor, "/successor");
        await transaction.ExecuteAsync(
            """
            UPDATE agencies SET name = @name, name_en = @nameEn, kind = @kind, jurisdiction = @jurisdiction, parent_id = @parent,
                successor_id = @successor, valid_from = @validFrom, valid_to = @validTo, phone = @phone, email = @email,
                safe_email = @safeEmail, sort_key = @sortKey, version = version + 1
            WHERE id = @id
            """,
            Columns(id, body, parent, successor, body.ValidFrom!.Value));
    }

    private static async Task RefuseCircleAsync(Transaction transaction, Guid id, Guid? above, string path)
    {
        if (above is { } higher && await AgencyTree.WouldBeACircleAsync(transaction, id, higher))
            throw new RefusedException(Problems.Validation(CircleAt(path)));
    }

    private static object Columns(Guid id, AgencyBody body, Guid? parent, Guid? successor, DateTimeOffset validFrom) => new
    {
        id, code = body.Code, name = body.Name.Trim(), nameEn = (body.NameEn ?? body.Name).Trim(), kind = body.Kind,
        jurisdiction = body.Jurisdiction ?? "civil", parent, successor, validFrom, validTo = body.ValidTo, phone = body.Phone,
        email = body.Email, safeEmail = body.SafeEmail, sortKey = SortKey.Of(body.Name),
    };

    private static async Task<Guid?> NamedAsync(Transaction transaction, string? code, string path)
    {
        if (code is null)
            return null;
        return await transaction.SingleAsync<Guid?>("SELECT id FROM agencies WHERE code = @code", new { code })
            ?? throw new RefusedException(Problems.Validation(Faults.At(path, "unknown-reference", code)));
    }

    internal static Fault CircleAt(string path) => Faults.Saying(
        path, "unknown-reference", "An agency cannot stand below or succeed itself: name another.",
        "Cơ quan không thể trực thuộc hoặc kế thừa chính mình: hãy chọn cơ quan khác.");
}
