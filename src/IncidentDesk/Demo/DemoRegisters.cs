using IncidentDesk.Agencies;

namespace IncidentDesk.Demo;

/// <summary>The made-up province: agencies, systems and people. Every name is invented, every address ends in .example.</summary>
internal static class DemoRegisters
{
    public const string Province = "UBND-TINH";

    /// <summary>In the order of credentials.json; the province, under which the others hang, comes last.</summary>
    public static readonly IReadOnlyList<AgencyBody> Agencies =
    [
        Agency("SO-YTE", "Sở Y tế tỉnh Hòa Giang", "Department of Health", "department", "soyte", 1),
        Agency("SO-GDDT", "Sở Giáo dục và Đào tạo tỉnh Hòa Giang", "Department of Education and Training", "department", "sogddt", 2),
        Agency("SO-TC", "Sở Tài chính tỉnh Hòa Giang", "Department of Finance", "department", "sotc", 3),
        Agency("SO-XD", "Sở Xây dựng tỉnh Hòa Giang", "Department of Construction", "department", "soxd", 4),
        Agency("SO-NNMT", "Sở Nông nghiệp và Môi trường tỉnh Hòa Giang", "Department of Agriculture and Environment", "department", "sonnmt", 5),
        Agency("SO-KHCN", "Sở Khoa học và Công nghệ tỉnh Hòa Giang", "Department of Science and Technology", "department", "sokhcn", 6),
        Agency("SO-NV", "Sở Nội vụ tỉnh Hòa Giang", "Department of Home Affairs", "department", "sonv", 7),
        Agency("P-TRUNGTAM", "Ủy ban nhân dân phường Trung Tâm", "People's Committee of Trung Tam Ward", "commune", "trungtam", 8),
        Agency("X-BINHAN", "Ủy ban nhân dân xã Bình An", "People's Committee of Binh An Commune", "commune", "binhan", 9),
        Agency("X-LAMSON", "Ủy ban nhân dân xã Lam Sơn", "People's Committee of Lam Son Commune", "commune", "lamson", 10),
        Agency("BV-TINH", "Bệnh viện Đa khoa tỉnh Hòa Giang", "Provincial General Hospital", "unit", "benhvien", 11, "SO-YTE"),
        Agency(Province, "Ủy ban nhân dân tỉnh Hòa Giang", "People's Committee of Hoa Giang Province", "province", "hoagiang", 12, null),
    ];

    public static readonly IReadOnlyList<SystemBody> Systems =
    [
        System("SO-YTE", "CTTDT", "Cổng thông tin điện tử Sở Y tế", 3, "basic", "internet", "Công ty Máy chủ Mẫu"),
        System("SO-YTE", "HSSK", "Hồ sơ sức khỏe điện tử", 3, "sensitive", "internal"),
        System("SO-GDDT", "CTTDT", "Cổng thông tin điện tử Sở Giáo dục và Đào tạo", 2, "basic", "internet", "Công ty Máy chủ Mẫu"),
        System("SO-GDDT", "TUYENSINH", "Tuyển sinh trực tuyến", 3, "basic", "internet"),
        System("SO-TC", "NGANSACH", "Quản lý ngân sách", 3, "none", "internal"),
        System("SO-XD", "QUYHOACH", "Bản đồ quy hoạch", 2, "none", "internet"),
        System("SO-NNMT", "QUANTRAC", "Quan trắc môi trường", 2, "none", "internet"),
        System("SO-KHCN", "TTDL", "Trung tâm dữ liệu của tỉnh", 4, "sensitive", "internal"),
        System("SO-NV", "CBCC", "Quản lý cán bộ, công chức", 2, "basic", "internal"),
        System("P-TRUNGTAM", "MOTCUA", "Một cửa phường Trung Tâm", 1, "basic", "internal"),
        System("X-BINHAN", "TTDT", "Trang thông tin xã Bình An", 1, "none", "internet"),
        System("BV-TINH", "HIS", "Quản lý khám chữa bệnh", 3, "sensitive", "internal", "Công ty Phần mềm Ví dụ"),
        System(Province, "DVC", "Dịch vụ công trực tuyến của tỉnh", 4, "basic", "internet"),
        System(Province, "QLVB", "Quản lý văn bản và điều hành", 3, "none", "internal"),
    ];

    /// <summary>One for each role and position.</summary>
    public static readonly IReadOnlyList<DemoPerson> People =
    [
        new("baocao.yte", "Nguyễn Thị Giả Lan", "reporter", null, "SO-YTE", 21),
        new("lanhdao.yte", "Trần Văn Giả Hùng", "agency-lead", null, "SO-YTE", 22),
        new("baocao.gddt", "Lê Thị Giả Mai", "reporter", null, "SO-GDDT", 23),
        new("truc1", "Phạm Văn Giả Sơn", "responder", "responder", null, 24),
        new("truc2", "Hoàng Thị Giả Thu", "responder", "responder", null, 25),
        new("truongca", "Vũ Văn Giả Minh", "lead", "shift-lead", null, 26),
        new("truongphong", "Đặng Thị Giả Hà", "lead", "unit-head", null, 27),
        new("lanhdao", "Bùi Văn Giả Đức", "lead", "leader", null, 28),
        new("quantri", "Đỗ Thị Giả Ngọc", "admin", null, null, 29),
        new("kiemtra", "Ngô Văn Giả Phúc", "auditor", null, null, 30),
    ];

    /// <summary>Made-up numbers: 024 0000 00NN is never assigned.</summary>
    public static string Phone(int n) => $"024 0000 00{n:00}";

    private static AgencyBody Agency(string code, string name, string nameEn, string kind, string host, int n, string? parent = Province) => new()
    {
        Code = code, Name = name, NameEn = nameEn, Kind = kind, Parent = parent, Phone = Phone(n), Email = $"vanthu@{host}.example",
    };

    private static SystemBody System(
        string agency, string code, string name, int level, string personalData, string exposure, string? provider = null) => new()
    {
        Agency = agency, Code = $"{agency}-{code}", Name = name, Level = level, PersonalData = personalData, Exposure = exposure,
        Provider = provider,
    };
}

internal sealed record DemoPerson(string User, string Name, string Role, string? Position, string? Agency, int Phone);
