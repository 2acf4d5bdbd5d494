using IncidentDesk.Operations;
using IncidentDesk.Pipeline;
using IncidentDesk.Storage;

namespace IncidentDesk.Agencies;

/// <summary>Writes agencies, and keeps the tree true to them.</summary>
public static class AgencyRows
{
    /// <returns>The new agency's id; null when its code is taken.</returns>
    public static async Task<Guid?> InsertAsync(Transaction transaction, AgencyBody body, DateTimeOffset at)
    {
        var parent = await NamedAsync(transaction, body.Parent, "/parent");
        var id = Ids.Next(at);
        var stored = await transaction.ExecuteAsync(
            """
            INSERT INTO agencies (id, code, name, name_en, kind, jurisdiction, parent_id, successor_id, valid_from, valid_to, phone, email,
                safe_email, version)
            VALUES (@id, @code, @name, @nameEn, @kind, @jurisdiction, @parent, @successor, @validFrom, @validTo, @phone, @email,
                @safeEmail, 1)
            ON CONFLICT (code) DO NOTHING
            """,
            Columns(id, body, parent, await NamedAsync(transaction, body.Successor, "/successor"), body.ValidFrom ?? at));
        if (stored == 0)
            return null;
        await AgencyTree.PlantAsync(transaction, id, parent);
        return id;
    }

    public static async Task UpdateAsync(Transaction transaction, AgencyView before, AgencyBody body)
    {
        var parent = await NamedAsync(transaction, body.Parent, "/parent");
        var successor = await NamedAsync(transaction, body.Successor, "/successor");
        if (successor == before.Id)
            throw Circle("/successor");
        if (body.Parent != before.Parent)
        {
            if (parent is { } above && await AgencyTree.WouldBeACircleAsync(transaction, before.Id, above))
                throw Circle("/parent");
            await AgencyTree.MoveAsync(transaction, before.Id, parent);
        }
        await transaction.ExecuteAsync(
            """
            UPDATE agencies SET name = @name, name_en = @nameEn, kind = @kind, jurisdiction = @jurisdiction, parent_id = @parent,
                successor_id = @successor, valid_from = @validFrom, valid_to = @validTo, phone = @phone, email = @email,
                safe_email = @safeEmail, version = version + 1
            WHERE id = @id
            """,
            Columns(before.Id, body, parent, successor, body.ValidFrom ?? before.ValidFrom));
    }

    private static object Columns(Guid id, AgencyBody body, Guid? parent, Guid? successor, DateTimeOffset validFrom) => new
    {
        id, code = body.Code, name = body.Name.Trim(), nameEn = (body.NameEn ?? body.Name).Trim(), kind = body.Kind,
        jurisdiction = body.Jurisdiction ?? "civil", parent, successor, validFrom, validTo = body.ValidTo, phone = body.Phone,
        email = body.Email, safeEmail = body.SafeEmail,
    };

    private static async Task<Guid?> NamedAsync(Transaction transaction, string? code, string path)
    {
        if (code is null)
            return null;
        return await transaction.SingleAsync<Guid?>("SELECT id FROM agencies WHERE code = @code", new { code })
            ?? throw new RefusedException(Problems.Validation(Faults.At(path, "unknown-reference", code)));
    }

    private static RefusedException Circle(string path) => new(Problems.Validation(Faults.Saying(
        path, "unknown-reference", "An agency cannot stand below or succeed itself: name another.",
        "Cơ quan không thể trực thuộc hoặc kế thừa chính mình: hãy chọn cơ quan khác.")));
}
